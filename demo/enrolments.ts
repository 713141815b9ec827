import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { LAPTOP_PASSWORD, LAPTOP_REVIEWERS } from '../local/seed.ts';
import { launchBrowser } from './browser.ts';
import { type Character, type CharacterOrder, cast } from './cast.ts';
import type { Stage } from './stage.ts';
import { activate } from './stories/activate.ts';
import { enrol } from './stories/enrol.ts';
import { reviewAndApprove } from './stories/review.ts';
import { signIn } from './stories/sign-in.ts';

const CAST: Readonly<Record<'approved' | 'reviewed' | 'refused', CharacterOrder>> = {
  approved: {
    name: 'franck',
    phone: '+33612345601',
    pin: '7391',
    holder: {
      surname: 'Garnier',
      givenNames: ['Franck'],
      birthDate: '1984-02-09',
      sex: 'M',
      documentNumber: '20AB10001',
    },
    portraitOf: 'recorded',
    faceOf: 'recorded',
  },
  reviewed: {
    name: 'alice',
    phone: '+33612345602',
    pin: '8264',
    holder: {
      surname: 'Moreau',
      givenNames: ['Alice'],
      birthDate: '1990-07-13',
      sex: 'F',
      documentNumber: '20AB10002',
    },
    portraitOf: 'guest-1',
    faceOf: 'guest-1',
  },
  refused: {
    name: 'thief',
    phone: '+33612345603',
    pin: '9157',
    holder: {
      surname: 'Fontaine',
      givenNames: ['Hugo'],
      birthDate: '1979-11-30',
      sex: 'M',
      documentNumber: '20AB10003',
    },
    portraitOf: 'guest-4',
    faceOf: 'recorded',
  },
};

const UNDECIDED = ['submitted', 'in-review'];
const DECISION_PATIENCE_MS = 300_000;

/** Three people enrol: approved automatically (low), by a reviewer (substantial), refused (another person's document). */
export async function tellEnrolments(stage: Stage): Promise<void> {
  const { journal, props } = stage;
  mkdirSync(props, { recursive: true });
  journal.story('Preparation of enrolments');
  await journal.step('load the recognisers', () => stage.guichet.warm());
  await approved(
    stage,
    await journal.step('draw and film the first person', () => cast(CAST.approved, props)),
  );
  await reviewed(
    stage,
    await journal.step('draw and film the second person', () => cast(CAST.reviewed, props)),
  );
  await refused(stage, await journal.step('draw and film the third person', () => cast(CAST.refused, props)));
}

/** Approved automatically, at the level low. */
async function approved(stage: Stage, character: Character): Promise<void> {
  const { origin, journal, mailbox } = stage;
  journal.story('Approved automatically');
  await inBrowser(character, async (browser) => {
    const page = await enrol({ origin, browser, character, level: 'low', journal, mailbox });
    await journal.step('automatic decision', () => awaitDecision(page, 'accepted'));
    await journal.picture(page, 'accepted');
    await useIdentity(stage, character, 'low');
  });
}

/** Decided by a reviewer, at the level substantial. */
async function reviewed(stage: Stage, character: Character): Promise<void> {
  const { origin, journal, mailbox } = stage;
  journal.story('Approved by a reviewer');
  await inBrowser(character, async (browser) => {
    const page = await enrol({ origin, browser, character, level: 'substantial', journal, mailbox });
    const reviewer = { username: LAPTOP_REVIEWERS[0].username, password: LAPTOP_PASSWORD };
    await journal.step('automatic checks, then the reviewer', async () => {
      await awaitDecision(page, 'in-review');
      await reviewAndApprove({ origin, browser, journal, reviewer });
    });
    await journal.step('decision reaches the person', () => awaitDecision(page, 'accepted'));
    await useIdentity(stage, character, 'substantial');
  });
}

/** Refused: the face before the camera is not the one in the document. */
async function refused(stage: Stage, character: Character): Promise<void> {
  const { origin, journal, mailbox } = stage;
  journal.story('Refused');
  await inBrowser(character, async (browser) => {
    const page = await enrol({ origin, browser, character, level: 'low', journal, mailbox });
    await journal.step('automatic decision', () => awaitDecision(page, 'rejected'));
    await journal.picture(page, 'refused');
  });
}

async function useIdentity(stage: Stage, character: Character, level: 'low' | 'substantial'): Promise<void> {
  const { guichet, origin, journal, mailbox } = stage;
  const browser = await launchBrowser();
  const phone = await journal.step('activation on the phone', () =>
    activate({ browser, character, journal, mailbox }),
  );
  const relyingParty = guichet.relyingPartyUrl;
  await journal.step('sign-in at the tax service', () =>
    signIn({ browser, phone, relyingParty, character, journal, level }),
  );
  await phone.goto(`${origin}/app/history`);
  await phone.waitForLoadState('networkidle');
  await journal.picture(phone, 'history on the phone');
  await browser.close();
}

async function inBrowser(
  character: Character,
  play: (browser: Awaited<ReturnType<typeof launchBrowser>>) => Promise<void>,
): Promise<void> {
  const browser = await launchBrowser(character.devices);
  try {
    await play(browser);
  } finally {
    await browser.close();
  }
}

/** Waits for the decision in the person's own browser; another outcome than the story's ends the demo. */
async function awaitDecision(page: Page, wanted: string): Promise<void> {
  const deadline = Date.now() + DECISION_PATIENCE_MS;
  for (;;) {
    const step = await page.evaluate(async () => {
      const answer = await fetch('/api/enrolment');
      return ((await answer.json()) as { step: string }).step;
    });
    if (step === wanted) break;
    if (!UNDECIDED.includes(step) || Date.now() > deadline) {
      throw new Error(`The enrolment stands at "${step}" where the story says "${wanted}".`);
    }
    await page.waitForTimeout(500);
  }
  await page.reload();
  await page.waitForLoadState('networkidle');
}
