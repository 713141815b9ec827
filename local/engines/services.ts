import type { ServiceFactory } from '../cloud/parts.ts';
import { rekognition } from './rekognition/service.ts';
import { textract } from './textract/service.ts';

/** The recognisers of the laptop cloud. */
export const engines: readonly ServiceFactory[] = [textract, rekognition];
