/**
 * Stands in for `node:http` in bundles: the module itself through `process.getBuiltinModule`, because importing it the
 * usual way makes Node ≥ 22 load its web client (undici) as well, 45 ms of every cold start.
 */
const http = process.getBuiltinModule('node:http');

export const { Agent, ClientRequest, IncomingMessage, METHODS, STATUS_CODES, createServer, get, request } =
  http;
export default http;
