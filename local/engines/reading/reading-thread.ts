import sharp from 'sharp';
import { decodePicture } from '../picture/decode.ts';
import { rememberLast } from '../thread/remember.ts';
import { serve } from '../thread/serve.ts';
import { loadReadingModels, type ReadingModels } from './models.ts';
import { readPage } from './page.ts';

sharp.cache(false);
sharp.concurrency(1);

let models: Promise<ReadingModels> | undefined;
const loaded = (): Promise<ReadingModels> => {
  models ??= loadReadingModels(Number(process.env['GUICHET_READER_THREADS'] ?? 1));
  return models;
};

serve({
  warm: async () => {
    await loaded();
  },
  read: rememberLast(async (bytes) => {
    // Refused before the networks are loaded: a bad upload costs milliseconds.
    const picture = await decodePicture(bytes, { accepted: ['jpeg', 'png', 'pdf'] });
    return readPage(await loaded(), picture);
  }),
});
