import type { Input } from '../input.ts';

/** One operation of KMS: input to JSON output. */
export type KmsOperation = (input: Input) => Promise<unknown>;
