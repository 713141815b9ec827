import type { AttributeRequestView } from '../../lambdas/contracts/organisations.ts';

/** A request for attributes on its page, and what to do once it is signed or decided. */
export interface RequestProps {
  readonly request: AttributeRequestView;
  readonly onChanged: () => void;
}
