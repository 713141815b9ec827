import { describe, expect, it } from 'vitest';
import { toAnswer } from '../../../../local/cloud/edge/api/answer.ts';
import { matchRoute, type Route } from '../../../../local/cloud/edge/api/routes.ts';
import { createBehaviourChoice } from '../../../../local/cloud/edge/cdn/behaviour.ts';

const route = (key: string): Route => {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, segments: path.split('/').slice(1), functionArn: key, timeoutMilliseconds: 30_000 };
};
const ROUTES = [
  'ANY /{proxy+}',
  'GET /a/{id}',
  'GET /a/list',
  'ANY /a/list',
  'POST /a/{id}/{rest+}',
  'GET /',
].map(route);

describe('routes of an HTTP API', () => {
  it.each<[string, string, string, object]>([
    ['GET', '/a/list', 'GET /a/list', {}],
    ['PUT', '/a/list', 'ANY /a/list', {}],
    ['GET', '/a/7', 'GET /a/{id}', { id: '7' }],
    ['GET', '/a/café', 'GET /a/{id}', { id: 'café' }],
    ['POST', '/a/7/x/y', 'POST /a/{id}/{rest+}', { id: '7', rest: 'x/y' }],
    ['POST', '/a/7/MEo/AA+b//c==', 'POST /a/{id}/{rest+}', { id: '7', rest: 'MEo/AA+b//c==' }],
    ['GET', '/a/7/x', 'ANY /{proxy+}', { proxy: 'a/7/x' }],
    ['GET', '/a/', 'ANY /{proxy+}', { proxy: 'a/' }],
    ['GET', '/', 'GET /', {}],
  ])('B1: %s %s goes to %s', (method, path, key, parameters) => {
    const match = matchRoute(ROUTES, method, path);
    expect([match?.route.key, match?.parameters]).toEqual([key, parameters]);
  });

  it('B1: $default takes what nothing else takes, and without it there is no route', () => {
    const some = [route('GET /a')];
    expect(matchRoute(some, 'POST', '/a')).toBeUndefined();
    expect(matchRoute([...some, { ...route('$default'), segments: [] }], 'POST', '/a')?.route.key).toBe(
      '$default',
    );
  });
});

describe('answers of an HTTP API', () => {
  it('B1: without statusCode the whole value is the body of a 200', () => {
    expect(toAnswer({ a: 1 })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"a":1}'),
    });
    expect(toAnswer('plain').body.toString()).toBe('plain');
  });

  it('X2: a statusCode that is no status is a 500', () => {
    for (const statusCode of ['abc', 99, 600, 200.5, null]) expect(toAnswer({ statusCode }).status).toBe(500);
    expect(toAnswer({ statusCode: '201' }).status).toBe(201);
  });
});

describe('behaviours of the distribution', () => {
  const behaviour = (PathPattern: string) => ({ PathPattern, TargetOriginId: PathPattern });
  const choose = createBehaviourChoice({
    DefaultCacheBehavior: { TargetOriginId: 'default' },
    CacheBehaviors: ['/api/*', 'images/*.jp?g', '/oauth/jwks', '*.well-known/*'].map(behaviour),
    Origins: [],
  });

  it.each([
    ['/api/people/1', '/api/*'],
    ['/api', 'default'],
    ['/apix/1', 'default'],
    ['/images/a/b.jpeg', 'images/*.jp?g'],
    ['/oauth/jwks', '/oauth/jwks'],
    ['/oauth/jwks/x', 'default'],
    ['/.well-known/openid-configuration', '*.well-known/*'],
  ])('B1: %s falls to %s', (path, expected) => {
    expect(choose(path).TargetOriginId).toBe(expected);
  });
});
