import { createHash } from 'node:crypto';

/** The id of a message as others may see it: it may be made of ids of people. */
export const messageJti = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
