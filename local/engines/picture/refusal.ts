/** Why a picture cannot be used; each engine's service says it in its own vocabulary. */
export type RefusalReason = 'format' | 'damaged' | 'too-large' | 'too-small' | 'several-pages' | 'encrypted';

/** A picture that is refused before any engine sees it; the message is fit for the caller. */
export class PictureRefused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.name = 'PictureRefused';
    this.reason = reason;
  }
}
