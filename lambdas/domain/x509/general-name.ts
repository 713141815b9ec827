import type { Element } from '../ber/element.ts';
import { elementsOf, fieldsOf, inside } from '../ber/fields.ts';
import { context, contextConstructed } from '../ber/tags.ts';
import { oid } from '../ber/values.ts';
import { type Name, parseName } from './name.ts';

/** RFC 5280 §4.2.1.6. */
export type GeneralName =
  | { readonly type: 'email' | 'dns' | 'uri'; readonly value: string }
  | { readonly type: 'directory'; readonly name: Name }
  | { readonly type: 'ip'; readonly address: Uint8Array }
  | { readonly type: 'other'; readonly typeId: string; readonly value: Element }
  | { readonly type: 'x400' | 'edi' | 'registered'; readonly raw: Uint8Array };

export const parseGeneralNames = (element: Element): GeneralName[] =>
  elementsOf(element).map(parseGeneralName);

export function parseGeneralName(element: Element): GeneralName {
  switch (element.id) {
    case context(1):
      return { type: 'email', value: latin(element) };
    case context(2):
      return { type: 'dns', value: latin(element) };
    case context(6):
      return { type: 'uri', value: latin(element) };
    case context(7):
      return { type: 'ip', address: element.content };
    case contextConstructed(4):
      return { type: 'directory', name: parseName(inside(element, 'directory name')) };
    case contextConstructed(0):
      return parseOtherName(element);
    case contextConstructed(5):
      return { type: 'edi', raw: element.bytes };
    case context(8):
      return { type: 'registered', raw: element.bytes };
    default:
      return { type: 'x400', raw: element.bytes };
  }
}

function parseOtherName(element: Element): GeneralName {
  const fields = fieldsOf(element);
  const typeId = oid(fields.take('type of another name'));
  return {
    type: 'other',
    typeId,
    value: inside(fields.take('another name', contextConstructed(0)), 'another name'),
  };
}

const latin = ({ content }: Element): string => Buffer.from(content).toString('latin1');

/** Whether two names are the same, for distribution points (§6.3.3). */
export function sameGeneralName(one: GeneralName, other: GeneralName): boolean {
  if (one.type === 'directory' && other.type === 'directory')
    return one.name.keys.join('\n') === other.name.keys.join('\n');
  if ('value' in one && 'value' in other && one.type === other.type) return one.value === other.value;
  return false;
}
