import type { ConsoleMessages } from '../translate.ts';
import en from './en.ts';

const fr: ConsoleMessages = { ...en };
export default fr;
