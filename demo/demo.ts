/**
 * `npm run demo`: the stories of Guichet in a real browser, on a Guichet started for the occasion: three people enrol, then made-up
 * people take certificates, sign, receive a registered letter, act for a company, apply to a town, move, and connect a service.
 * Screenshots and `timings.md` go to `demo-output/`.
 *
 * Options: `--only letter,nursery` tells some parts. Environment: `GUICHET_PORT` (4100).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startGuichet } from '../local/guichet.ts';
import { openJournal } from './journal.ts';
import { openMailbox } from './mailbox.ts';
import { partsOf, wantedParts } from './parts.ts';
import { gatherPeople } from './people.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = wantedParts(values.only);
const output = resolve('demo-output');
const data = mkdtempSync(join(tmpdir(), 'guichet-demo-'));
rmSync(output, { recursive: true, force: true });
const journal = openJournal(output);
const port = Number(process.env.GUICHET_PORT ?? 4100);

journal.story('Preparation');
const guichet = await journal.step('start', () =>
  startGuichet({ port, data, tokenKeys: 'wrapped', say: () => {} }),
);
const origin = guichet.publicUrl;
const stage = { guichet, origin, journal, mailbox: openMailbox(origin), props: join(data, 'props') };
const people = gatherPeople(stage);
try {
  const parts = partsOf(stage, people);
  for (const part of wanted) await parts[part]();
  console.log(`\nScreenshots and ${journal.close()} are ready.`);
} catch (error) {
  await people.pictures('stopped').catch(() => undefined);
  throw error;
} finally {
  journal.close();
  await people.leave();
  await guichet.stop();
  rmSync(data, { recursive: true, force: true });
}
process.exit(0);
