import type { AuthorityFailure } from '../../contracts/organisations.ts';
import type { AuthorityCase } from './authority-case.ts';

/** One thing that must hold; undefined when it does, or when it does not apply. */
export type AuthorityRule = (check: AuthorityCase) => AuthorityFailure | undefined;
