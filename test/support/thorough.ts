/** As many as are promised, or a few of them so that `npm test` stays quick: MAMORI_THOROUGH=1 asks for all. */
export const thorough = process.env.MAMORI_THOROUGH === '1';
