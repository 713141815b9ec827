import type { Stage } from './stages.ts';

/** `guichet-<stage>-<part>`: the name of a stack, function, table, queue, machine; the same word from alarm to code. */
export function prefix(stage: Pick<Stage, 'name'>, part: string): string {
  return `guichet-${stage.name}-${part}`;
}

/** `token-signing-es256` → `TokenSigningEs256`: a construct id. */
export function pascal(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
