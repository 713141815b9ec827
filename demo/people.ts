import type { Browser } from 'playwright-core';
import { PEOPLE } from '../local/cast.ts';
import type { Actor } from './actor.ts';
import { launchBrowser } from './browser.ts';
import { once, type Stage } from './stage.ts';
import { activate } from './stories/activate.ts';
import { certify, type Kind } from './stories/certify.ts';

/** Where they sit: Camille holds a phone, the others work at a desk. PINs and passwords are theirs alone. */
const SECRETS = {
  Camille: { place: 'phone', pin: '7391', password: 'Marelle1991' },
  Karim: { place: 'desk', pin: '8264', password: 'Lumen4Karim' },
  Hélène: { place: 'desk', pin: '9157', password: 'Atelier2Helene' },
  Olivier: { place: 'desk', pin: '6482', password: 'Lyon7Olivier' },
} as const;
export type Name = keyof typeof SECRETS;

/** The made-up people of the laptop, each in a browser context of their own, made when a story needs them. */
export interface People {
  readonly browser: () => Promise<Browser>;
  actor(name: Name): Promise<Actor>;
  /** The person, with a certificate of this kind; made without pictures when there is none. */
  certified(name: Name, kind: Kind, organisation?: string): Promise<Actor>;
  /** They have made this certificate in a story of their own. */
  note(name: Name, kind: Kind): void;
  /** A picture of every open page, for a story that stopped. */
  pictures(scene: string): Promise<void>;
  leave(): Promise<void>;
}

export function gatherPeople(stage: Stage): People {
  const quiet = { ...stage.journal, picture: async () => {} };
  let launched: Browser | undefined;
  const browser = once(async () => {
    launched = await launchBrowser();
    return launched;
  });
  const arrived = new Map<Name, () => Promise<Actor>>();
  const held = new Set<string>();
  const arrive = async (name: Name): Promise<Actor> => {
    const person = PEOPLE.find(({ givenNames }) => givenNames === name);
    if (person === undefined) throw new Error(`Nobody is called ${name}.`);
    const { place, pin, password } = SECRETS[name];
    const character = { email: person.email, phone: person.phone, pin };
    const { mailbox } = stage;
    const phone = await quiet.step(`${name} activates`, async () =>
      activate({ browser: await browser(), character, journal: quiet, mailbox, place }),
    );
    return { phone, name, pin, password };
  };
  const actor = (name: Name): Promise<Actor> => {
    const found = arrived.get(name) ?? once(() => arrive(name));
    arrived.set(name, found);
    return found();
  };
  return {
    browser,
    actor,
    async certified(name, kind, organisation) {
      const person = await actor(name);
      if (held.has(`${name} ${kind}`)) return person;
      await quiet.step(`${name} takes the certificate "${kind}"`, () =>
        certify(person, kind, quiet, organisation),
      );
      held.add(`${name} ${kind}`);
      return person;
    },
    note: (name, kind) => void held.add(`${name} ${kind}`),
    async pictures(scene) {
      const pages = (launched?.contexts() ?? []).flatMap((context) => context.pages());
      for (const page of pages) await stage.journal.picture(page, scene);
    },
    leave: async () => launched?.close(),
  };
}
