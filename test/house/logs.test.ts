import { describe, expect, it } from 'vitest';
import { sourcesUnder } from './sources.ts';

const LOG_CALL = /\b(?:logger\.(?:trace|debug|info|warn|error|critical|appendKeys)|console\.\w+)\(/g;
/** Names of things that must not reach a log (X1): what a person typed, showed or holds. */
const SECRET =
  /\b(code|codes|pin|pins|password|token|tokens|secret|cookie|cookies|headers|body|rawBody|query|event|request|image|picture|frames?|video|email|phone|address|identity|form|mrz|proof|assertion)\b/i;

describe('house: X1: codes, PINs, images and tokens are never logged', () => {
  it('house: X1: no log call under lambdas/ mentions one', () => {
    const suspicious = sourcesUnder('lambdas').flatMap(({ path, text }) =>
      logCalls(text)
        .filter((call) => SECRET.test(values(call)))
        .map((call) => `${path}: ${call}`),
    );
    expect(suspicious).toEqual([]);
  });

  it('house: X1: only the shell and the wiring log at all', () => {
    const loggers = sourcesUnder('lambdas').filter(({ text }) => logCalls(text).length > 0);
    const elsewhere = loggers.filter(({ path }) => !/^lambdas\/(shell|functions)\//.test(path));
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });

  it('house: X1: the check sees a token that is logged, and not the word in a sentence', () => {
    expect(SECRET.test(values("logger.info('done', { token })"))).toBe(true);
    expect(SECRET.test(values("logger.info('token issued', { requestId })"))).toBe(false);
  });
});

/** The text of each log call up to its closing parenthesis. */
function logCalls(text: string): string[] {
  return [...text.matchAll(LOG_CALL)].map(({ index, 0: opening }) => {
    let depth = 1;
    let end = index + opening.length;
    while (depth > 0 && end < text.length) {
      if (text[end] === '(') depth++;
      if (text[end] === ')') depth--;
      end++;
    }
    return text.slice(index, end);
  });
}

/** A call without its quoted texts. */
function values(call: string): string {
  return call.replace(/'[^']*'/g, "''").replace(/`[^`$]*`/g, '``');
}
