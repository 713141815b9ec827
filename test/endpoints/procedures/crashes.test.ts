import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationView } from '../../../lambdas/contracts/procedures.ts';
import {
  answerSealed,
  ask,
  begin,
  fill,
  issue,
  issueSigned,
  type Nursery,
  prepareAnswer,
  prepareIssue,
  ready,
  requestIn,
  sent,
  show,
  startNursery,
  submit,
} from '../../support/nursery.ts';
import { type Deps, type Person, sign } from '../../support/procedures.ts';

let nursery: Nursery;
beforeAll(async () => {
  nursery = await startNursery();
});
afterAll(() => nursery.stop());

/** Everything that leaves a trace outside; the power fails right after the n-th of them. */
const EFFECTS = {
  applications: ['change', 'changeWithRequest'],
  documentRequests: ['change'],
  boxItems: ['keep'],
  notifications: ['enqueue'],
  audit: ['record'],
} as const;

class PowerCut extends Error {}

function cutAfter(n: number): { readonly deps: Deps; readonly wasCut: () => boolean } {
  let effects = 0;
  const wrapped: Record<string, unknown> = { ...nursery.deps };
  for (const [store, verbs] of Object.entries(EFFECTS)) {
    const real = nursery.deps[store as keyof typeof EFFECTS] as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >;
    const cut = verbs.map((verb) => [
      verb,
      async (...args: unknown[]) => {
        const result = await real[verb]?.(...args);
        effects += 1;
        if (effects === n) throw new PowerCut(`after ${store}.${verb}`);
        return result;
      },
    ]);
    wrapped[store] = { ...real, ...Object.fromEntries(cut) };
  }
  return { deps: wrapped as unknown as Deps, wasCut: () => effects >= n };
}

/** Does the step with a cut after its first effect, its second, …, until none is left; `check` sees the state after each cut and retry. */
async function atEachEffect<Made>(
  prepare: () => Promise<Made>,
  step: (made: Made, deps: Deps) => Promise<unknown>,
  check: (made: Made) => Promise<void>,
): Promise<number> {
  for (let n = 1; ; n += 1) {
    const made = await prepare();
    const { deps, wasCut } = cutAfter(n);
    const outcome = await step(made, deps).catch((error: unknown) => error);
    if (!wasCut()) return n - 1;
    expect(outcome).toBeInstanceOf(PowerCut);
    await step(made, nursery.deps); // the same message again
    await check(made);
  }
}

const parent = () => nursery.person('Camille MARTIN');

describe('a crash between any two steps', () => {
  it('E5: of the request: one request stands, its issuer was told', async () => {
    const { town, company, clerk, deps } = nursery;
    const cuts = await atEachEffect(
      async () => {
        const who = await parent();
        return { who, draft: await begin(who, town, deps) };
      },
      ({ who, draft }, with_) => ask(who, draft, company, with_),
      async ({ who, draft }) => {
        const id = requestIn(await show(who, draft.id, deps));
        const all = await deps.documentRequests.ofIssuer(company.organisation.id, 100);
        const own = all.filter(({ applicationId }) => applicationId === draft.id);
        expect(own).toMatchObject([{ id, status: 'requested' }]);
        const notices = (await nursery.box(clerk, 'notices')).filter(({ content }) =>
          content.link?.includes(id),
        );
        expect(notices).toHaveLength(1);
      },
    );
    expect(cuts).toBeGreaterThanOrEqual(5);
  });

  const delivered = async (who: Person) => {
    expect(await nursery.box(who, 'safe')).toHaveLength(1);
    expect(await nursery.box(who, 'notices')).toHaveLength(1);
  };
  const asked = async () => {
    const { town, company, clerk, deps } = nursery;
    const who = await parent();
    const draft = await ask(who, await fill(who, await begin(who, town, deps), deps), company, deps);
    const request = requestIn(draft);
    const signature = await sign(clerk.signing, await prepareIssue(clerk, request, deps));
    return { who, draft, request, signature };
  };

  it('E5: of the issuance: the document is issued once and delivered once', async () => {
    const { clerk, deps } = nursery;
    const before = (await nursery.events('document.issued')).length;
    const cuts = await atEachEffect(
      asked,
      ({ request, signature }, with_) => issueSigned(clerk, request, signature, with_),
      async ({ who, draft }) => {
        await delivered(who);
        expect((await show(who, draft.id, deps)).problems).toEqual([]);
      },
    );
    expect(cuts).toBeGreaterThanOrEqual(6);
    expect((await nursery.events('document.issued')).length - before).toBe(cuts + 1);
  });

  it('E5: of the issuance: the parent finds the document even if the employer never comes back', async () => {
    const { clerk, deps } = nursery;
    for (let n = 1; n <= 5; n += 1) {
      const { who, draft, request, signature } = await asked();
      await issueSigned(clerk, request, signature, cutAfter(n).deps).catch(() => undefined);
      const view = await show(who, draft.id, deps);
      expect(view.documents[0]?.status).toBe('issued');
      await delivered(who);
    }
  });

  const readyToSend = async () => {
    const who = await parent();
    const application = await ready(nursery, who);
    return { who, application, signature: await sign(who.signing, application.toSign) };
  };
  const receipts = async (who: Person) =>
    (await nursery.box(who, 'safe')).filter(({ content }) => content.title.includes('signed'));

  it('E5: of the sending: it is sent once, with one receipt', async () => {
    const { deps } = nursery;
    const cuts = await atEachEffect(
      readyToSend,
      ({ who, application, signature }, with_) => submit(who, application, signature, with_),
      async ({ who, application }) => {
        expect((await show(who, application.id, deps)).status).toBe('submitted');
        expect(await receipts(who)).toHaveLength(1);
      },
    );
    expect(cuts).toBeGreaterThanOrEqual(4);
  });

  it('E5: of the answer: it is given once; the parent finds it even if the clerk never comes back', async () => {
    const { town, deps } = nursery;
    const prepare = async () => {
      const who = await parent();
      const { id }: ApplicationView = await sent(nursery, who);
      const seal = await sign(town.seal, await prepareAnswer(town.representative, town, id, deps));
      return { who, id, seal };
    };
    const answer = ({ id, seal }: Awaited<ReturnType<typeof prepare>>, with_: Deps) =>
      answerSealed(town.representative, town, id, seal, with_);
    const check = async ({ who, id }: Awaited<ReturnType<typeof prepare>>) => {
      expect(await show(who, id, deps)).toMatchObject({ status: 'answered', outcome: 'accepted' });
      const titles = (await nursery.box(who)).map(({ folder, content }) => `${folder}: ${content.title}`);
      expect(titles.filter((title) => title.includes('Answer to'))).toHaveLength(2);
    };
    expect(await atEachEffect(prepare, answer, check)).toBeGreaterThanOrEqual(5);
    for (let n = 1; n <= 4; n += 1) {
      const made = await prepare();
      await answer(made, cutAfter(n).deps).catch(() => undefined);
      await check(made);
    }
  });

  it('E5: of a withdrawal: what was withdrawn stays so, and the draft can still be deleted', async () => {
    const { town, company, clerk, deps } = nursery;
    const who = await parent();
    const draft = await ask(who, await begin(who, town, deps), company, deps);
    const found = await deps.documentRequests.find(requestIn(draft));
    if (!found) throw new Error('no request');
    await deps.documentRequests.change(found, { status: 'withdrawn' });
    const view = await show(who, draft.id, deps);
    expect(view.documents[0]?.status).toBe('withdrawn');
    await issue(clerk, requestIn(await ask(who, view, company, deps)), deps);
    expect((await show(who, draft.id, deps)).documents[0]?.status).toBe('issued');
  });
});
