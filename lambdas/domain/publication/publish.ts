import { contentTypeOf, PUBLICATION_BODIES, type PublicationFacts } from './publications.ts';
import type { PublishedObject, PublishedObjects } from './published-objects.ts';

export interface PublishDeps {
  readonly objects: PublishedObjects;
  /** Read anew in each attempt. */
  readonly facts: () => Promise<PublicationFacts>;
  readonly cacheSeconds: number;
}

/** Publishers that meet: each loses only to one that has just published. */
const TRIES = 5;

/**
 * Makes the public documents say what the facts say; writes only those that differ. Versions are read before the facts and replaced
 * only while they stand, so that a publisher who has seen less never overwrites one who has seen more.
 * @returns what is published now
 */
export async function publish(deps: PublishDeps): Promise<PublicationFacts> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const published = await publishOnce(deps);
    if (published !== undefined) return published;
  }
  throw new Error('What is published stayed busy.');
}

async function publishOnce({
  objects,
  facts,
  cacheSeconds,
}: PublishDeps): Promise<PublicationFacts | undefined> {
  const documents = Object.entries(PUBLICATION_BODIES);
  const before = await Promise.all(documents.map(([path]) => objects.load(path)));
  const known = await facts();
  const outcomes = await Promise.all(
    documents.map(([path, bodyOf], at) => {
      const current = before[at];
      const document = {
        text: JSON.stringify(bodyOf(known)),
        contentType: contentTypeOf(path),
        cacheSeconds,
      };
      return isSame(document, current) || objects.replace(path, document, current?.version);
    }),
  );
  return outcomes.every(Boolean) ? known : undefined;
}

const isSame = (document: PublishedObject, current: PublishedObject | undefined): boolean =>
  current?.text === document.text &&
  current.contentType === document.contentType &&
  current.cacheSeconds === document.cacheSeconds;
