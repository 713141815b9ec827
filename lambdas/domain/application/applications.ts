import type { DocumentRequest } from '../document-request/document-request.ts';
import type { Application, ApplicationChanges } from './application.ts';

export interface ReceivedPage {
  readonly applications: readonly Application[];
  /** Where the next page begins; undefined at the end. */
  readonly next?: string;
}

/** Applications; each change is one conditional write. */
export interface Applications {
  create(application: Application): Promise<void>;
  find(id: string): Promise<Application | undefined>;
  /** Of one person, newest first. */
  ofApplicant(accountId: string): Promise<readonly Application[]>;
  /**
   * What an authority received from one instant (inclusive) to another (exclusive), newest first.
   * @param after the `next` of the page before
   */
  received(
    authorityId: string,
    period: { readonly from: string; readonly until: string },
    limit: number,
    after?: string,
  ): Promise<ReceivedPage>;
  /** @throws Refusal conflict `application-changed` when it is no longer at the version that was read */
  change(application: Application, changes: ApplicationChanges): Promise<Application>;
  /**
   * The change and a new request of a document, both or none; `replaced`, still open, is withdrawn with them.
   * @throws Refusal conflict `application-changed`
   */
  changeWithRequest(
    application: Application,
    changes: ApplicationChanges,
    request: DocumentRequest,
    replaced?: DocumentRequest,
  ): Promise<Application>;
  /** @throws Refusal conflict `application-changed` */
  remove(application: Application): Promise<void>;
}
