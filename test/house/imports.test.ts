import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NAMED_ALL_THE_SAME, NAMELESS, ROOMS, type Room } from './rooms.ts';
import { type Import, ROOT, type Source, sourcesUnder } from './sources.ts';

describe('house: who may import whom', () => {
  it.each(ROOMS.map((room) => [room.folder, room] as const))('house: %s', (_folder, room) => {
    const violations = sourcesOf(room).flatMap((source) => [
      ...foreign(room, source),
      ...forbidden(room, source),
    ]);
    expect(violations, room.sentence).toEqual([]);
  });

  it('house: every room of the table exists', () => {
    for (const room of ROOMS) expect(sourcesOf(room).length, `${room.folder} has no file`).toBeGreaterThan(0);
  });

  it('house: the table catches what it must (an endpoint reaching for an adapter, a domain reading the clock)', () => {
    const endpoints = roomOf('lambdas/endpoints/*');
    const reaching = sourceWith('lambdas/endpoints/oidc/x.ts', [
      { target: 'lambdas/adapters/aws/dynamo.ts' },
    ]);
    const neighbour = sourceWith('lambdas/endpoints/oidc/x.ts', [
      { target: 'lambdas/endpoints/review/show.ts' },
    ]);
    const value = sourceWith('lambdas/endpoints/oidc/x.ts', [{ target: 'lambdas/shell/cookies.ts' }]);
    const type = sourceWith('lambdas/endpoints/oidc/x.ts', [
      { target: 'lambdas/shell/cookies.ts', typeOnly: true },
    ]);
    expect([reaching, neighbour, value, type].map((source) => foreign(endpoints, source).length)).toEqual([
      1, 1, 1, 0,
    ]);
    const clock = { ...sourceWith('lambdas/domain/x/x.ts', []), text: 'const now = new Date();' };
    expect(forbidden(roomOf('lambdas/domain'), clock)).toHaveLength(1);
  });
});

describe('house: circles', () => {
  it('house: no file leads back to itself by what it imports, types included', () => {
    const folders = ['bin', 'lib', 'lambdas', 'web', 'local', 'demo', 'bench'];
    expect(circlesIn(folders.flatMap(sourcesUnder))).toEqual([]);
  });

  it('house: a circle would be found', () => {
    const one = sourceWith('lambdas/domain/x/one.ts', [{ target: 'lambdas/domain/x/two.ts' }]);
    const two = sourceWith('lambdas/domain/x/two.ts', [
      { target: 'lambdas/domain/x/one.ts', typeOnly: true },
    ]);
    const three = sourceWith('lambdas/domain/x/three.ts', [{ target: 'lambdas/domain/x/one.ts' }]);
    expect(circlesIn([one, two, three])).toEqual([one.path, two.path]);
  });
});

/** Files in a circle: those left after all that import nothing left, and all that nothing left imports, are taken away. */
function circlesIn(sources: readonly Source[]): string[] {
  let left = new Map(sources.map((source) => [source.path, source]));
  for (let before = -1; left.size !== before; ) {
    before = left.size;
    const imported = new Set(
      [...left.values()].flatMap(({ imports }) => imports.map(({ target }) => target)),
    );
    const stays = ({ path, imports }: Source): boolean =>
      imported.has(path) && imports.some(({ target }) => left.has(target));
    left = new Map([...left].filter(([, source]) => stays(source)));
  }
  return [...left.keys()].sort();
}

describe('house: names', () => {
  const folders = ['bin', 'lib', 'lambdas', 'web', 'local', 'demo', 'bench', 'test'];
  const paths = folders.flatMap((folder) => sourcesUnder(folder).map(({ path }) => path));

  it('house: no room is a drawer for everything: name the noun', () => {
    const rooms = new Set(paths.map((path) => dirname(path.replace(/^test\//, ''))));
    const drawers = [...rooms].filter(
      (room) =>
        room.split('/').some((part) => NAMELESS.includes(part)) &&
        !NAMED_ALL_THE_SAME.some((named) => room.startsWith(named)),
    );
    expect(drawers).toEqual([]);
  });

  it('house: files are named in kebab-case', () => {
    expect(paths.filter((path) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(path.split('/').at(-1) ?? ''))).toEqual(
      [],
    );
  });
});

/** `import` lines that the room's row does not allow, each as a sentence. */
function foreign(room: Room, { path, imports }: Source): string[] {
  return imports
    .filter((line) => !isAllowed(room, path, line))
    .map(({ target, typeOnly }) => `${path} imports ${typeOnly ? 'the types of ' : ''}${target}`);
}

function isAllowed(room: Room, path: string, { target, isPackage, typeOnly }: Import): boolean {
  if (isPackage) {
    return [...room.packages, ...(typeOnly ? (room.typePackages ?? []) : [])].some((name) =>
      target.startsWith(name),
    );
  }
  return [own(room, path), ...room.rooms, ...(typeOnly ? (room.types ?? []) : [])].some((name) =>
    target.startsWith(name),
  );
}

/** The room itself: its folder, or for `endpoints/*` the one folder the file stands in. */
function own({ folder }: Room, path: string): string {
  const depth = folder.split('/').length;
  return folder.endsWith('/*') ? `${path.split('/').slice(0, depth).join('/')}/` : `${folder}/`;
}

function forbidden({ never = [] }: Room, { path, text }: Source): string[] {
  return never
    .filter(({ pattern }) => pattern.test(text))
    .map(({ pattern, because }) => `${path} has ${pattern.source}: ${because}`);
}

function sourcesOf({ folder }: Room): Source[] {
  return sourcesUnder(folder.replace('/*', ''));
}

function roomOf(folder: string): Room {
  const room = ROOMS.find((each) => each.folder === folder);
  if (room === undefined) throw new Error(`The table has no row ${folder} (${ROOT}).`);
  return room;
}

function sourceWith(path: string, imports: readonly Partial<Import>[]): Source {
  const lines = imports.map((line) => ({ target: '', isPackage: false, typeOnly: false, ...line }));
  return { path, text: '', imports: lines };
}
