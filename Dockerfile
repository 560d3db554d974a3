# The image holds one static file and nothing else: no shell, no packages.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN go run ./assets/build \
 && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w ${VERSION:+-X main.version=$VERSION}" -o /jotlens .

FROM scratch
COPY --from=build /jotlens /jotlens
USER 65532:65532
ENV JOTLENS_LISTEN=:8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=2s CMD ["/jotlens", "healthcheck"]
ENTRYPOINT ["/jotlens"]
