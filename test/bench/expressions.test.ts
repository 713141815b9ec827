import { describe, expect, it } from 'vitest';
import { type Attribute, type Item, meets, updated } from '../../bench/oidc/memory/expressions.ts';

const item: Item = {
  id: { S: 'a' },
  version: { N: '3' },
  status: { S: 'active' },
  change: { M: { at: { S: '2026' } } },
  tags: { SS: ['x'] },
};
const values = (given: Record<string, Attribute>) => ({
  values: given,
  names: { '#status': 'status', '#change': 'change' },
});

describe('bench: expressions of DynamoDB over items in memory', () => {
  it.each<[string, boolean]>([
    ['attribute_not_exists(id)', false],
    ['attribute_exists(id) AND version = :three', true],
    ['version < :three OR #status IN (:active, :closed)', true],
    ['NOT (version >= :three)', false],
    ['version BETWEEN :one AND :three', true],
    ['begins_with(id, :a) AND #status <> :closed', true],
    ['attribute_exists(#change.at) AND attribute_not_exists(#change.by)', true],
    ['missing < :three', false],
    ['missing <> :three', true],
    ['version = :active', false],
    ['contains(tags, :x)', true],
  ])('bench: %s is %s', (expression, expected) => {
    const given = values({
      ':one': { N: '1' },
      ':three': { N: '3' },
      ':active': { S: 'active' },
      ':closed': { S: 'closed' },
      ':a': { S: 'a' },
      ':x': { S: 'x' },
    });
    expect(meets(expression, item, given)).toBe(expected);
  });

  it('bench: an update sets, counts, adds and removes, and leaves the old item as it was', () => {
    const given = values({
      ':one': { N: '1' },
      ':s': { S: 'closed' },
      ':more': { SS: ['x', 'y'] },
      ':none': { N: '0' },
    });
    const expression =
      'SET #status = :s, version = version + :one, tries = if_not_exists(tries, :none) + :one, #change.by = :s REMOVE id ADD tags :more, uses :one';
    expect(updated(expression, item, given)).toEqual({
      version: { N: '4' },
      status: { S: 'closed' },
      change: { M: { at: { S: '2026' }, by: { S: 'closed' } } },
      tags: { SS: ['x', 'y'] },
      tries: { N: '1' },
      uses: { N: '1' },
    });
    expect(item.version).toEqual({ N: '3' });
  });

  it('bench: what it does not know it refuses', () => {
    expect(() => meets('attribute_type(id, :s)', item, values({}))).toThrow('Not understood');
    expect(() => updated('DELETE tags :more', item, values({}))).toThrow('Not understood');
  });
});
