import en from './en.ts';
import type { Messages } from './translate.ts';

const fr: Messages = { ...en };
export default fr;
