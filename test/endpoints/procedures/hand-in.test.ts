import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestDocument } from '../../../lambdas/endpoints/procedures/request-document.ts';
import {
  ask,
  begin,
  fill,
  issue,
  type Nursery,
  requestIn,
  show,
  startNursery,
  submit,
} from '../../support/nursery.ts';
import { as, NOW, type Person, sign } from '../../support/procedures.ts';

let nursery: Nursery;
beforeAll(async () => {
  nursery = await startNursery();
});
beforeEach(async () => {
  nursery = { ...nursery, parent: await nursery.person() };
});
afterAll(() => nursery.stop());

const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const bytesOf = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64');

describe('documents that are handed in from the safe', () => {
  const handIn = async (who: Person, application: string, item: string) =>
    requestDocument(
      await as(who, {
        body: { from: 'safe', document: 'employment-certificate', item },
        params: { application },
      }),
      nursery.deps,
    );

  it('E2: a certificate of an earlier application serves the next one', async () => {
    const { town, company, clerk, deps } = nursery;
    const other = await nursery.person('Reza REUSES');
    const first = await ask(other, await begin(other, town, deps), company, deps);
    await issue(clerk, requestIn(first), deps);
    const [item] = await nursery.box(other, 'safe');
    const second = await fill(other, await begin(other, town, deps), deps);
    await handIn(other, second.id, item?.itemId ?? '');
    const view = await show(other, second.id, deps);
    expect(view.problems).toEqual([]);
    const signature = await sign(other.signing, view.toSign);
    expect((await submit(other, view, signature, deps)).status).toBe('submitted');
  });

  it('E2: a document of another citizen, a changed one, and any other file are refused', async () => {
    const { town, company, clerk, parent, deps } = nursery;
    const thief = await nursery.person('Theo THIEF');
    const asked = await ask(parent, await begin(parent, town, deps), company, deps);
    const issued = await issue(clerk, requestIn(asked), deps);
    const put = async (bytes: string | undefined, key: string) => {
      const files = [
        {
          name: 'f',
          type: 'application/pkcs7-mime',
          size: 1,
          digest: 'd',
          ...(bytes !== undefined && { bytes }),
        },
      ];
      const { id, wrappedKey } = thief.account;
      const sealed = await deps.personalData.seal(id, wrappedKey, { title: 't', text: '', files });
      const itemId = `${NOW.toISOString()}#${key}`;
      await deps.boxItems.keep({
        boxId: id,
        itemId,
        folder: 'safe',
        kind: 'document',
        arrivedAt: NOW.toISOString(),
        sealed,
      });
      return itemId;
    };
    const { id } = await begin(thief, town, deps);
    await expect(handIn(thief, id, await put(issued.signature, 'stolen'))).rejects.toThrow(
      refused('not-your-document'),
    );
    await expect(handIn(thief, id, await put(undefined, 'upload'))).rejects.toThrow(
      refused('not-a-signed-document'),
    );
    await expect(handIn(thief, id, await put('AAAA', 'garbage'))).rejects.toThrow(
      refused('signature-not-confirmed'),
    );
    const own = await sign(thief.signing, bytesOf({ type: 'guichet/document', request: 'none' }));
    await expect(handIn(thief, id, await put(own, 'self-made'))).rejects.toThrow(
      refused('not-a-signed-document'),
    );
    await expect(handIn(parent, asked.id, 'no-item')).rejects.toThrow(refused('no-such-item'));
    const mine = await ask(thief, await begin(thief, town, deps), company, deps);
    await issue(clerk, requestIn(mine), deps);
    const altered = await sign(thief.signing, bytesOf({ request: requestIn(mine) }));
    await expect(handIn(thief, id, await put(altered, 'altered'))).rejects.toThrow(
      refused('document-altered'),
    );
  });
});
