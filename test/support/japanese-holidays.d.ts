declare module 'japanese-holidays' {
  const japaneseHolidays: {
    /** The holiday's name on the calendar day `date` has in Japan. */
    isHolidayAt(date: Date): string | undefined;
  };
  export default japaneseHolidays;
}
