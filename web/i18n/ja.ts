import en from './en.ts';
import type { Messages } from './translate.ts';

const ja: Messages = { ...en };
export default ja;
