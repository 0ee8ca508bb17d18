// What a reader may have meant who typed a word that the texts do not have: the word of theirs that
// it takes the fewest slips to make of it. Loaded only when a query has few answers.

/** Letters that differ by an accent alone are half a slip; so "utvardering" is near "utvärdering". */
const ACCENT = 0.5;

/** Shorter parts of a compound are seldom what anyone looks for. */
const PART = 4;

/** The words of the texts, in groups from common to rare, each sorted and joined by spaces. */
export async function load(address) {
  const answer = await fetch(address);
  return new Dictionary(answer.ok ? await answer.json() : []);
}

export class Dictionary {
  #words = [];
  #ranks = new Map();

  constructor(groups) {
    groups.forEach((group, rank) => {
      for (const word of group.split(" ").filter(Boolean)) {
        const plain = word.toLowerCase();
        this.#words.push({ word, plain, bare: bare(plain), rank });
        this.#ranks.set(word.toLowerCase(), rank);
      }
    });
  }

  /** Whether the texts have the word as it is. */
  has(word) {
    return this.#ranks.has(word.toLowerCase());
  }

  /** What may be meant by a word that the texts do not have: one word of theirs, or two that the
      reader wrote as one; "" where nothing is near. */
  meant(word) {
    return this.nearest(word, 1) || this.#parts(word) || this.nearest(word);
  }

  /** The parts of a compound, with or without a linking s, as far as the texts have them. */
  #parts(word) {
    const whole = word.toLowerCase();
    for (let cut = whole.length - PART; cut >= PART; cut -= 1) {
      const [first, last] = [whole.slice(0, cut), whole.slice(cut)];
      if (!this.has(last)) continue;
      const part = [first, first.replace(/s$/, "")].find((one) => one.length >= PART && this.has(one));
      if (part) return `${part} ${last}`;
    }
    return "";
  }

  /** The word of the texts that is nearest to `word`, the commonest of several; "" for none within
      so many slips, or as many as are likely. */
  nearest(word, most = Infinity, commonerThan = Infinity) {
    const asked = word.toLowerCase();
    const askedBare = bare(asked);
    const longest = Math.min(most, slips(asked.length));
    let best = "";
    let least = longest + 0.01;
    for (const { word: known, plain, bare: knownBare, rank } of this.#words) {
      if (rank >= commonerThan) break;
      if (Math.abs(plain.length - asked.length) > longest || plain === asked) continue;
      const far = distance(asked, plain, least, askedBare, knownBare);
      if (far < least) [best, least] = [known, far];
    }
    return best;
  }

  /** The words with two that were typed apart as the one that the texts have; or undefined. */
  joined(words) {
    for (let place = 0; place + 1 < words.length; place += 1) {
      const whole = words[place] + words[place + 1];
      if (this.has(whole)) return [...words.slice(0, place), whole, ...words.slice(place + 2)];
    }
    return undefined;
  }

  /** The words with a commoner one that is very near in the place of a rare one; or undefined. */
  commoner(words) {
    const meant = words.map((word) => {
      const rank = this.#ranks.get(word.toLowerCase());
      return (rank > 1 && word.length > 4 && this.nearest(word, 1, rank - 1)) || word;
    });
    return meant.some((word, place) => word !== words[place]) ? meant : undefined;
  }
}

/** How many slips are likely in a word of so many letters. */
function slips(length) {
  if (length < 4) return 0;
  return length < 6 ? 1 : length < 12 ? 2 : 3;
}

/**
 * The slips between two words: letters wrong, missing, too many, or in each other's place (optimal
 * string alignment); `enough` or more where they are not fewer than that.
 */
export function distance(one, other, enough = Infinity, oneBare = bare(one), otherBare = bare(other)) {
  let [before, last, row] = [[], [], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= one.length; i += 1) {
    [before, last, row] = [last, row, [i]];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const differs = oneBare[i - 1] === otherBare[j - 1] ? ACCENT : 1;
      const wrong = one[i - 1] === other[j - 1] ? 0 : differs;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      least = Math.min(least, row[j]);
    }
    if (least >= enough) return enough;
  }
  return row[other.length];
}

/** A word without accents, letter for letter. */
function bare(word) {
  return word.replace(/[^a-z]/g, (letter) => letter.normalize("NFD")[0]);
}
