/** Stands in for `node:https` in bundles; why: `node-http.ts`. */
const https = process.getBuiltinModule('node:https');

export const { Agent, createServer, get, request } = https;
export default https;
