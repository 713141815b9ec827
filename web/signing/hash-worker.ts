/** Hashes a file off the page, piece by piece: a film of two gigabytes needs no more memory than a letter. */
import { sha256 } from '@noble/hashes/sha2.js';

const PIECE = 4 * 1024 * 1024;

self.onmessage = async ({ data: file }: MessageEvent<Blob>) => {
  try {
    const hash = sha256.create();
    for (let at = 0; at < file.size; at += PIECE) {
      hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
      self.postMessage({ done: Math.min(at + PIECE, file.size) });
    }
    self.postMessage({ digest: hash.digest() });
  } catch {
    self.postMessage({ unreadable: true });
  }
};
