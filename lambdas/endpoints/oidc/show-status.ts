import type { Grants } from '../../domain/grant/grants.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowStatusDeps {
  readonly grants: Pick<Grants, 'find'>;
}

/** Seconds an answer counts for all who ask one function instance: so that asking costs nothing, however often. */
const REMEMBERED_SECONDS = 5;

/**
 * GET /oauth/status, what FranceConnect asks before it offers a provider: 200 while the store behind every sign-in answers, else 503;
 * why is our alarms' affair. One read in five seconds, of a record that does not exist.
 */
export function showStatus(deps: ShowStatusDeps): (request: HttpRequest) => Promise<HttpResponse> {
  let known: { readonly up: boolean; readonly at: number } | undefined;
  return async ({ now }) => {
    const at = now.getTime();
    if (known === undefined || Math.abs(at - known.at) > REMEMBERED_SECONDS * 1000) {
      known = { up: await answers(deps), at };
    }
    const headers = { 'cache-control': `public, max-age=${REMEMBERED_SECONDS}` };
    return known.up
      ? { headers, body: { status: 'up' } }
      : {
          status: 503,
          headers: { 'cache-control': 'no-store', 'retry-after': '30' },
          body: { status: 'down' },
        };
  };
}

const answers = ({ grants }: ShowStatusDeps): Promise<boolean> =>
  grants.find('status.probe').then(
    () => true,
    () => false,
  );
