import type { ServiceFactory } from '../cloud/parts.ts';
import { rekognition } from './rekognition/service.ts';
import { textract } from './textract/service.ts';

/** The services answered by real engines; each loads its networks at its first picture, in a thread of its own. */
export const engines: readonly ServiceFactory[] = [textract, rekognition];
