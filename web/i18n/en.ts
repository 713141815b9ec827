import codes from './en/codes.ts';
import common from './en/common.ts';
import enrolment from './en/enrolment.ts';
import phone from './en/phone.ts';

export default { ...common, ...enrolment, ...phone, ...codes } as const;
