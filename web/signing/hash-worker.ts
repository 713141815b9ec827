/** Hashes a file off the page, piece by piece: a film of two gigabytes needs no more memory than a letter. */
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const HASHES = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 } as const;
export type HashAlgorithm = keyof typeof HASHES;

/** What the worker is told. */
export interface HashTask {
  readonly file: Blob;
  readonly algorithm: HashAlgorithm;
}

const PIECE = 4 * 1024 * 1024;

self.onmessage = async ({ data: { file, algorithm } }: MessageEvent<HashTask>) => {
  try {
    const hash = HASHES[algorithm].create();
    for (let at = 0; at < file.size; at += PIECE) {
      hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
      self.postMessage({ done: Math.min(at + PIECE, file.size) });
    }
    self.postMessage({ digest: hash.digest() });
  } catch {
    self.postMessage({ unreadable: true });
  }
};
