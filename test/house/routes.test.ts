import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUTHORITIES, type Authority, KEYS, SECRETS, TABLES } from '../../lambdas/authorities.ts';
import { PUBLICATION_BODIES } from '../../lambdas/domain/publication/publications.ts';
import { PUBLICATIONS, ROUTES } from '../../lambdas/routes.ts';
import { endpointLine, endpointList, publicationLine } from '../../lib/endpoint-list.ts';
import { ROOT, readSource, sourcesUnder } from './sources.ts';

const exists = (path: string) => existsSync(join(ROOT, path));
const functions = Object.entries<Authority>(AUTHORITIES);
const wiringOf = (name: string) => {
  const path = `lambdas/functions/${name}.ts`;
  return exists(path) ? readSource(path).text : '';
};

describe('house: every route has its endpoint, function, test and line', () => {
  it('house: an endpoint file: lambdas/endpoints/<endpoint>.ts', () => {
    const missing = ROUTES.map(({ endpoint }) => `lambdas/endpoints/${endpoint}.ts`).filter(
      (path) => !exists(path),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('house: a test in test/endpoints/<service>/: of the endpoint’s name, or one that imports its story or calls its address', () => {
    const tests = sourcesUnder('test/endpoints');
    const told = new Set(
      tests.flatMap(({ path, imports }) => [
        path.replace(/^test\/(.*)\.test\.ts$/, 'lambdas/$1.ts'),
        ...imports.map(({ target }) => target),
      ]),
    );
    const untold = ROUTES.filter(
      (route) =>
        !told.has(`lambdas/endpoints/${route.endpoint}.ts`) && !tests.some(({ text }) => calls(text, route)),
    );
    expect([...new Set(untold.map(({ endpoint }) => endpoint))]).toEqual([]);
  });

  it.each(functions.filter(([, { trigger }]) => trigger === 'http'))(
    'house: lambdas/functions/%s.ts wires exactly the routes that lambdas/routes.ts gives it',
    (name) => {
      const wired = [...wiringOf(name).matchAll(/'((?:GET|POST|PUT|PATCH|DELETE|OPTIONS) \/[^']*)'/g)].map(
        ([, key]) => key,
      );
      const listed = ROUTES.filter((route) => route.function === name).map(
        ({ method, path }) => `${method} ${path}`,
      );
      expect(wired.sort()).toEqual(listed.sort());
    },
  );

  it('house: a line in docs/endpoints.md, as `npm run docs` writes it', () => {
    const text = readFileSync(join(ROOT, 'docs/endpoints.md'), 'utf8');
    for (const route of ROUTES) expect(text).toContain(endpointLine(route));
    for (const one of PUBLICATIONS) expect(text).toContain(publicationLine(one));
    expect(text, 'docs/endpoints.md is out of date: run `npm run docs`').toBe(endpointList());
  });

  it('house: what lambdas/routes.ts publishes is what is written, and no route has the same path', () => {
    const paths: string[] = PUBLICATIONS.map(({ path }) => path);
    expect(Object.keys(PUBLICATION_BODIES).sort()).toEqual(paths.sort());
    expect(ROUTES.filter(({ path }) => paths.includes(path))).toEqual([]);
  });

  it('house: no route twice', () => {
    const keys = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});

describe('house: every authority is used, and uses what it holds', () => {
  it.each(functions)('house: %s has its wiring file', (name) => {
    expect(exists(`lambdas/functions/${name}.ts`), `lambdas/functions/${name}.ts is missing`).toBe(true);
  });

  it('house: every http authority serves a route, and every route names an authority', () => {
    const serving = new Set(ROUTES.map((route) => route.function));
    const http = functions.filter(([, { trigger }]) => trigger === 'http').map(([name]) => name);
    expect(http.sort()).toEqual([...serving].sort());
  });

  it.each(functions)(
    'house: %s takes from its environment what lambdas/authorities.ts gives it: no more, no less',
    (name, authority) => {
      expect(takenBy(wiringOf(name))).toEqual(givenTo(authority));
    },
  );

  it('house: every table, key and secret belongs to an authority', () => {
    const held = new Set(functions.flatMap(([, authority]) => givenTo(authority)));
    const made = [
      ...Object.keys(TABLES).map((name) => `table ${name}`),
      ...Object.keys(KEYS).map((name) => `key ${name}`),
      ...Object.keys(SECRETS).map((name) => `secret ${name}`),
    ];
    const fedByStream = ['table audit-events'];
    const ofTheCeremony = ['key root-ca'];
    const elsewhere = [...fedByStream, ...ofTheCeremony];
    expect(made.filter((name) => !held.has(name) && !elsewhere.includes(name))).toEqual([]);
  });
});

/** Whether a test names the method and the end of the address; parts of it may come from a constant or a value (`${…}`). */
function calls(text: string, { method, path }: (typeof ROUTES)[number]): boolean {
  const value = String.raw`\$\{[^}]+\}`;
  const tail = path
    .split('/')
    .slice(-2)
    .map((part) => (part.startsWith('{') ? `(?:${value}|[\\w-]+)` : `(?:${part}|${value})`));
  return text.includes(`'${method}'`) && new RegExp(`${tail.join('/')}['\`?]`).test(text);
}

const READERS = /\b(table|key|bucket|secretArn|queue|machine|setting)(?:<[^(]*>)?\('([^']+)'\)/g;

/** What a wiring file reads through `shell/config.ts`. */
function takenBy(wiring: string): string[] {
  const taken = [...wiring.matchAll(READERS)].map(
    ([, reader = '', name]) => `${reader.replace('Arn', '')} ${name}`,
  );
  return [...new Set(taken)].sort();
}

function givenTo({
  tables = {},
  keys = {},
  buckets = {},
  machines = {},
  secrets = [],
  queues = [],
  settings = [],
}: Authority): string[] {
  const named = (kind: string, names: readonly string[]) => names.map((name) => `${kind} ${name}`);
  return [
    ...named('table', Object.keys(tables)),
    ...named('key', Object.keys(keys)),
    ...named('bucket', Object.keys(buckets)),
    ...named('machine', started(machines)),
    ...named('secret', secrets),
    ...named('queue', queues),
    ...named('setting', settings),
  ].sort();
}

/** Answering a task needs its token only, not the machine's name. */
function started(machines: NonNullable<Authority['machines']>): string[] {
  return Object.entries(machines).flatMap(([name, actions]) =>
    actions.includes('StartExecution') ? [name] : [],
  );
}
