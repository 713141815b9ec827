import sharp from 'sharp';
import { decodePicture } from '../picture/decode.ts';
import { rememberLast } from '../thread/remember.ts';
import { serve } from '../thread/serve.ts';
import { findFaces } from './find.ts';
import { type FaceModels, loadFaceModels } from './models.ts';

sharp.cache(false);
sharp.concurrency(1);

/** Both dimensions must have 80 pixels (Amazon Rekognition, “Guidelines and quotas”). */
const MIN_SIDE = 80;

let models: Promise<FaceModels> | undefined;
const loaded = (): Promise<FaceModels> => {
  models ??= loadFaceModels();
  return models;
};

serve({
  warm: async () => {
    await loaded();
  },
  find: rememberLast(async (bytes) => {
    const picture = await decodePicture(bytes, { accepted: ['jpeg', 'png'], minSide: MIN_SIDE });
    return findFaces(await loaded(), picture);
  }),
});
