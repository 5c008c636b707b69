/** As many odd or hurried things as a test wants: CI asks for 10,000 (`MAMORI_FUZZ`), `npm test` alone for a twentieth. */
export const howMany = Number(process.env.MAMORI_FUZZ ?? '500');
