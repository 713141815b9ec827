import { Logger } from '@aws-lambda-powertools/logger';

/**
 * One structured logger. Only names, ids and durations go in: never a request body, header, cookie, query, code, PIN,
 * token, picture or name of a person.
 */
export const logger = new Logger({ serviceName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'guichet' });
