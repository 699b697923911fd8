# Built in one stage and run in another, so that compilers and test libraries stay behind.
FROM node:22-bookworm-slim AS build
WORKDIR /opt/mailroom
COPY package.json package-lock.json .npmrc ./
# Scripts are off: the embedded PostgreSQL is not used in this profile and nothing else needs one.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:22-bookworm-slim
# Native Tesseract with its fast models reads about twice as fast as the built-in engine.
RUN apt-get update \
 && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-deu tesseract-ocr-eng \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /opt/mailroom
COPY --from=build /opt/mailroom/package.json ./
COPY --from=build /opt/mailroom/node_modules node_modules
COPY --from=build /opt/mailroom/dist dist
COPY --from=build /opt/mailroom/src/db/migrations src/db/migrations
COPY --from=build /opt/mailroom/classifiers classifiers
COPY --from=build /opt/mailroom/fixtures fixtures
RUN mkdir -p /var/lib/mailroom && chown node:node /var/lib/mailroom
USER node
VOLUME /var/lib/mailroom
EXPOSE 3000
ENTRYPOINT ["node", "dist/src/cli/main.js"]
CMD ["start"]
