-- For wrk: a request with a body, and what was measured as one line of JSON.
wrk.method = os.getenv("WRK_METHOD")
local body = os.getenv("WRK_BODY")
if body ~= "" then wrk.body = body end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('JSON {"requests": %f, "p50": %f, "p95": %f, "p99": %f, "errors": %d, "completed": %d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50), latency:percentile(95), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout, summary.requests))
end
