# The image holds one static program, the authorities that it trusts when it
# fetches the keys of an issuer, the name of its user, and the licence: no
# shell, no packages. deploy/image makes the same without an engine.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN go run ./assets/build \
 && CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w ${VERSION:+-X main.version=$VERSION}" -o /jotlens . \
 && echo 'jotlens:x:65532:65532:Jotlens:/:/none' > /passwd \
 && echo 'jotlens:x:65532:' > /group

FROM scratch
COPY --chmod=0444 LICENSE /LICENSE
COPY --from=build --chmod=0444 /group /etc/group
COPY --from=build --chmod=0444 /passwd /etc/passwd
COPY --from=build --chmod=0444 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build --chmod=0555 /jotlens /jotlens
ARG VERSION=
ARG REVISION=
LABEL org.opencontainers.image.title="Jotlens" \
      org.opencontainers.image.description="A JWT debugger that you host yourself" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
USER 65532:65532
ENV JOTLENS_LISTEN=:8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=2s CMD ["/jotlens", "healthcheck"]
ENTRYPOINT ["/jotlens"]
