# The capture server. Build it with: docker build -t ingo-capture .
# Both base images are Debian 12, because the embedded store's binary needs glibc.
FROM node:24.9.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build
RUN find dist -name "*.test.*" -delete -o -name "*.case.*" -delete -o -name "*.tsbuildinfo" -delete
RUN npm prune --omit=dev --omit=peer
RUN mkdir data

# No shell, no package manager; runs as the unprivileged uid 65532. Distroless images have no version tags: the workflow
# `pin` adds the digest.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4180 CAPTURE_STORE=/app/data/store.db
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/contract ./dist/contract
# The `simulator` command works in the image, for tests without Ingo. The `demo` command needs a browser on the same
# machine, so its files are not copied; the command prints that.
COPY --from=build /app/dist/demo/simulator ./dist/demo/simulator
COPY --from=build /app/dist/server ./dist/server
COPY --from=build /app/dist/public ./dist/public
COPY --from=build /app/dist/inventory.json ./dist/inventory.json
# The only folder that the server writes to, and only if REDIS_URL is not set: mount a volume here. No other user may
# read it.
COPY --from=build --chown=65532:65532 --chmod=0700 /app/data ./data
USER 65532:65532
EXPOSE 4180
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The option is explained in docs/deploy.md, Memory.
ENTRYPOINT ["/nodejs/bin/node", "--max-semi-space-size=8", "dist/server/cli.js"]
CMD ["serve"]
