import type {
  VerificationAnswer,
  VerificationFailure,
  VerifySignatureRequest,
} from '../../lambdas/contracts/signature-verification.ts';
import { call } from '../api/call.ts';
import { hashFile, UnreadableFile } from '../signing/hash-file.ts';
import { invalid } from '../ui/action.ts';
import { doWork } from './do-work.ts';
import { digestAlgorithmOf, FILE_LIMIT_BYTES, toBase64 } from './signature-file.ts';

export const MODES = ['detached', 'attached', 'hash', 'certificate'] as const;
export type Mode = (typeof MODES)[number];

/** What the person gave. */
export interface Entries {
  readonly mode: Mode;
  /** Signature or certificate. */
  readonly file?: File;
  readonly document?: File;
  readonly digest: string;
  readonly digestAlgorithm: 'SHA-256' | 'SHA-384' | 'SHA-512';
}

export interface Verdict {
  readonly answer: VerificationAnswer;
  readonly mode: Mode;
  /** Name of what was verified. */
  readonly name: string;
}

type Wish = VerifySignatureRequest extends infer Request
  ? Request extends unknown
    ? Omit<Request, 'challenge' | 'solution'>
    : never
  : never;

export interface Progress {
  readonly reading: (share: number) => void;
  readonly working: (share: number) => void;
}

/** Verifies what was given. The document itself stays here: of it only the digest is sent. */
export async function verify(entries: Entries, progress: Progress): Promise<Verdict> {
  const { mode, file, document } = requireEntries(entries);
  const [wish, work] = await Promise.all([
    readable(() => wishOf({ ...entries, file }, progress.reading)),
    doWork(progress.working),
  ]);
  const answer = await call<VerificationAnswer>('POST', '/api/verification', { ...work, ...wish });
  return { answer: mode === 'detached' ? asOfDocument(answer) : answer, mode, name: (document ?? file).name };
}

function requireEntries(entries: Entries): Entries & { readonly file: File } {
  const { mode, file, document, digest } = entries;
  const fields = [
    ...(mode === 'detached' && !document ? [{ field: 'document', code: 'choose-file' }] : []),
    ...(file ? [] : [{ field: 'file', code: 'choose-file' }]),
    ...(file && file.size > FILE_LIMIT_BYTES ? [{ field: 'file', code: 'file-too-large-to-verify' }] : []),
    ...(mode === 'hash' && digest.trim() === '' ? [{ field: 'digest', code: 'missing' }] : []),
  ];
  if (file === undefined || fields.length > 0) throw invalid(fields);
  return { ...entries, file };
}

async function wishOf(
  entries: Entries & { readonly file: File },
  onRead: (share: number) => void,
): Promise<Wish> {
  const { mode, file, document, digest, digestAlgorithm } = entries;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (mode === 'certificate') return { mode, certificate: toBase64(bytes) };
  const signature = toBase64(bytes);
  if (mode === 'attached') return { mode, signature };
  if (mode === 'hash' || document === undefined)
    return { mode: 'hash', signature, digest: digest.trim(), digestAlgorithm };
  const algorithm = digestAlgorithmOf(bytes);
  const read = await hashFile(document, (done) => onRead(done / document.size), undefined, algorithm);
  return { mode: 'hash', signature, digest: toBase64(read), digestAlgorithm: algorithm };
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (failure) {
    const isGone = failure instanceof UnreadableFile || failure instanceof DOMException;
    throw isGone ? invalid([{ field: 'file', code: 'unreadable-file' }]) : failure;
  }
}

/** We sent a digest, the person gave a document: a digest that does not fit is a document that was altered. */
function asOfDocument(answer: VerificationAnswer): VerificationAnswer {
  const told = (failure: VerificationFailure): VerificationFailure =>
    failure === 'wrong-hash' ? 'altered' : failure;
  return {
    ...answer,
    ...(answer.failure && { failure: told(answer.failure) }),
    signers: answer.signers.map((signer) => ({ ...signer, failures: signer.failures.map(told) })),
  };
}
