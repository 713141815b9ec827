import type { SignInView } from '../../lambdas/contracts/sign-in.ts';

/** What every step of the sign-in page gets. */
export interface SignInProps {
  readonly view: SignInView;
  /** Sends one of the person's decisions and shows what follows. */
  readonly decide: (path: 'phone' | 'text-message' | 'consent' | 'cancel', body?: unknown) => Promise<void>;
}
