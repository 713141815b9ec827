interface Message {
  readonly channel: string;
  readonly to: string;
  readonly text: string;
  readonly links: readonly string[];
}

/** The citizen's phone and mailbox, read from the laptop's outbox. */
export interface Mailbox {
  /** Code of the newest message to this address that was not read yet. */
  code(to: string): Promise<string>;
  /** Newest link to this address whose address contains `part`. */
  link(to: string, part: string): Promise<string>;
}

const PATIENCE_MS = 120_000;
const PAUSE_MS = 200;

export function openMailbox(origin: string): Mailbox {
  const messages = async (): Promise<readonly Message[]> => {
    const answer = await fetch(`${origin}/__local/outbox`, { headers: { accept: 'application/json' } });
    const body = (await answer.json()) as Message[] | { messages: Message[] };
    return Array.isArray(body) ? body : body.messages;
  };
  const seen = (message: Message): string => JSON.stringify(message);
  const used = new Set<string>();
  const wait = async <T>(what: string, find: (all: readonly Message[]) => T | undefined): Promise<T> => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find(await messages());
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`${what} did not arrive.`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  return {
    code: (to) =>
      wait(`A code for ${to}`, (all) => {
        const message = all.findLast(
          (each) => each.to === to && !used.has(seen(each)) && /(?<!\d)\d{4,8}(?!\d)/.test(each.text),
        );
        if (message === undefined) return undefined;
        used.add(seen(message));
        return /(?<!\d)\d{4,8}(?!\d)/.exec(message.text)?.[0];
      }),
    link: (to, part) =>
      wait(`A link for ${to}`, (all) =>
        all
          .filter((each) => each.to === to)
          .flatMap(({ links }) => links)
          .findLast((link) => link.includes(part)),
      ),
  };
}
