# Tokki as a container: Node 24, nobody's root, nothing written but /data, /backups and /tmp.
FROM node:24.21.0-bookworm-slim AS modules
WORKDIR /tokki
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3978 NODE_COMPILE_CACHE=/tokki/compiled HOME=/tmp
WORKDIR /tokki
COPY --from=modules /tokki/node_modules node_modules
COPY package.json tokki.js ./
COPY src src
COPY adapters adapters
COPY knowledge knowledge
COPY prompts prompts
RUN install -d -o node -g node -m 0700 /data /backups /tokki/compiled
USER node
# Here, since nothing can be written there later. On a processor of another kind than this one's the form does not fit: the
# first start of a container then compiles into its home, /tmp, in a process of its own, which takes it some seconds.
RUN ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=4", "--heap-growing-percent=15", "tokki.js", "compile"]
VOLUME ["/data"]
EXPOSE 3978
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((res) => process.exit(res.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=4", "--heap-growing-percent=15", "tokki.js"]
CMD ["start"]
