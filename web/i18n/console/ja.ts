import type { ConsoleMessages } from '../translate.ts';
import en from './en.ts';

const ja: ConsoleMessages = { ...en };
export default ja;
