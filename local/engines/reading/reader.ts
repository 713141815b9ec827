import { engineThread } from '../thread/engine-thread.ts';
import type { PageReading } from './page.ts';

/** Reads printed text and machine-readable zones from pictures, in a thread of its own. */
export interface Reader {
  /** Loads the networks ahead of the first picture (about a second). */
  warm(): Promise<void>;
  /** JPEG, PNG or one-page PDF bytes, any way up. Throws PictureRefused. */
  read(bytes: Uint8Array): Promise<PageReading>;
  close(): Promise<void>;
}

/** The thread starts at the first call. */
export function createReader(): Reader {
  const thread = engineThread(new URL('./reading-thread.ts', import.meta.url));
  return {
    warm: async () => {
      await thread.call('warm', undefined);
    },
    read: async (bytes) => (await thread.call('read', bytes)) as PageReading,
    close: () => thread.close(),
  };
}
