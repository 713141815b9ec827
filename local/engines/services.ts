import type { ServiceFactory } from '../cloud/parts.ts';
import { textract } from './textract/service.ts';

/** The recognisers of the laptop cloud. */
export const engines: readonly ServiceFactory[] = [textract];
