/** Purpose of links that carry an enrolment to another device. */
export const HANDOFF_PURPOSE = 'enrolment-handoff';
