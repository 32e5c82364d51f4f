# The simulated store in a container:
#   docker build -t latchkey . && docker run --rm -p 8080:8080 -p 8443:8443 latchkey
# The control listener is on the container's loopback only: docker exec reaches it, or --network host.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run -s build && mkdir /package && npm pack ./dist --pack-destination /package

FROM node:24-slim
COPY --from=build /package /package
RUN npm install --global /package/latchkey-*.tgz && npm cache clean --force && rm -r /package
USER node
EXPOSE 8080 8443
ENTRYPOINT ["latchkey"]
CMD ["serve", "--host", "0.0.0.0", "--http", "8080", "--https", "8443"]
