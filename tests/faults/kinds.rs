//! The kinds of fault: what an author may do wrong by a slip of the hand or of the mind.

use toml::{Table, Value};

use super::sources::{Random, Section, Sources, Words, strings};

/// A kind of fault.
pub struct Kind {
    pub name: &'static str,
    /// Puts such a fault somewhere, and says where; nothing where there is no place for it.
    pub put: fn(&mut Sources, &mut Random) -> Option<String>,
    /// Why it can't always be seen.
    pub unseen: Option<&'static str>,
}

macro_rules! kinds {
    ($($name:literal $(, because $why:literal)? => $put:expr;)*) => {
        pub const KINDS: &[Kind] =
            &[$(Kind { name: $name, put: $put, unseen: [$(Some($why),)? None][0] }),*];
    };
}

fn is_steps(block: &str) -> bool {
    block.starts_with("1. ")
}

fn is_list(block: &str) -> bool {
    block.starts_with("- ")
}

fn is_box(block: &str) -> bool {
    block.starts_with("> [!")
}

fn is_warning(block: &str) -> bool {
    block.starts_with("> [!WARNING]")
}

fn is_paragraph(block: &str) -> bool {
    !is_steps(block) && !is_list(block) && !is_box(block) && !block.starts_with("```")
}

fn has_many_steps(block: &str) -> bool {
    is_steps(block) && block.lines().count() > 1
}

fn has_link_to_section(block: &str) -> bool {
    block.contains("](#")
}

fn has_link_away(block: &str) -> bool {
    block.contains("](https://")
}

fn has_number(block: &str) -> bool {
    number_in(block).is_some()
}

fn has_code(block: &str) -> bool {
    !block.starts_with("```") && block.matches('`').count() >= 2
}

fn has_bold(block: &str) -> bool {
    block.matches("**").count() >= 2
}

/// Where the first number of a text is that is no step's, nor in a link's address.
fn number_in(block: &str) -> Option<std::ops::Range<usize>> {
    let mut depth = 0;
    let mut start = None;
    let mut line_start = true;
    for (place, letter) in block.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if letter.is_ascii_digit() && depth == 0 && !line_start {
            start.get_or_insert(place);
        } else if let Some(start) = start {
            return Some(start..place);
        }
        line_start = letter == '\n' || (line_start && letter.is_ascii_digit());
    }
    start.map(|start| start..block.len())
}

/// A language that others are not translated from.
fn translation(sources: &Sources, random: &mut Random) -> usize {
    1 + random.below(sources.words.len() - 1)
}

/// Changes a block of one translation.
fn in_translation(
    sources: &mut Sources,
    random: &mut Random,
    is: fn(&str) -> bool,
    change: impl Fn(&str, &mut Random) -> String,
) -> Option<String> {
    let language = translation(sources, random);
    let words = &mut sources.words[language];
    let (section, block) = random.pick(&words.blocks(is))?;
    let text = &mut words.sections[section];
    let changed = change(&text.blocks[block], random);
    if changed == text.blocks[block] {
        return None;
    }
    text.blocks[block] = changed;
    Some(format!("{} {} block {block}", words.lang, words.sections[section].id))
}

/// Does the same to a section in every language.
fn everywhere(
    sources: &mut Sources,
    (section, block): (usize, usize),
    change: impl Fn(&mut Section, usize),
) -> Option<String> {
    let id = sources.words[0].sections[section].id.clone();
    for words in &mut sources.words {
        change(words.sections.iter_mut().find(|section| section.id == id)?, block);
    }
    Some(format!("{id} block {block}"))
}

fn a_block(sources: &Sources, random: &mut Random, is: fn(&str) -> bool) -> Option<(usize, usize)> {
    random.pick(&sources.words[0].blocks(is))
}

/// An answer of a question.
fn answer(sources: &Sources, random: &mut Random) -> Option<(String, String)> {
    let (fact, values) = random.pick(&sources.words[0].answers())?;
    Some((fact, random.pick(&values)?))
}

/// Two answers of a question.
fn two_answers(sources: &Sources, random: &mut Random) -> Option<(String, String, String)> {
    let (fact, values) = random.pick(&sources.words[0].answers())?;
    let (one, other) = random.two(&values)?;
    Some((fact, one, other))
}

fn swap_labels(words: &mut Words, (fact, one, other): &(String, String, String)) -> Option<()> {
    let table = words.table(&["questions", fact, "answers"])?;
    let (first, second) = (table.get(one)?.clone(), table.get(other)?.clone());
    table.insert(one.clone(), second);
    table.insert(other.clone(), first);
    Some(())
}

/// Where a condition stands: the list, the entry, the alternative, the fact.
type Spot = (&'static str, usize, usize, String);

/// Every test of the conditions of `list`, under `when`.
fn tests(sources: &mut Sources, list: &'static str) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (place, entry) in sources.list(list).iter().enumerate() {
        let Some(when) = entry.get("when").and_then(Value::as_array) else { continue };
        for (number, alternative) in when.iter().enumerate() {
            let facts = alternative.as_table().unwrap().keys();
            spots.extend(facts.map(|fact| (list, place, number, fact.clone())));
        }
    }
    spots
}

fn alternatives<'a>(sources: &'a mut Sources, (list, place, ..): &Spot) -> &'a mut Vec<Value> {
    sources.list(list)[*place]["when"].as_array_mut().unwrap()
}

fn alternative<'a>(sources: &'a mut Sources, spot: &Spot) -> &'a mut Table {
    alternatives(sources, spot)[spot.2].as_table_mut().unwrap()
}

fn entry_name(sources: &mut Sources, list: &str, place: usize) -> String {
    let entry = &sources.list(list)[place];
    let name = entry.get("section").or_else(|| entry.get("fact")).and_then(Value::as_str);
    name.map_or_else(|| format!("{list} {place}"), str::to_owned)
}

fn name_of(sources: &mut Sources, spot: &Spot) -> String {
    format!("{} alternative {} {}", entry_name(sources, spot.0, spot.1), spot.2, spot.3)
}

/// Another value of a fact than those that are there.
fn another_value(sources: &Sources, random: &mut Random, fact: &str, besides: &Value) -> Option<String> {
    let there = match besides {
        Value::String(one) => vec![one.clone()],
        list => strings(list),
    };
    let (_, mut values) = sources.facts().into_iter().find(|(id, _)| id == fact)?;
    values.retain(|value| !there.contains(value));
    random.pick(&values)
}

/// Puts another value into a test.
fn retarget(sources: &mut Sources, random: &mut Random, list: &'static str) -> Option<String> {
    let spots = tests(sources, list);
    let spot = random.pick(&spots)?;
    let before = alternative(sources, &spot)[&spot.3].clone();
    let value = another_value(sources, random, &spot.3, &before)?;
    let name = name_of(sources, &spot);
    alternative(sources, &spot).insert(spot.3.clone(), value.clone().into());
    Some(format!("{name} = {value}"))
}

/// Removes an entry of a list.
fn remove(sources: &mut Sources, random: &mut Random, list: &'static str) -> Option<String> {
    let count = sources.list(list).len();
    if count == 0 {
        return None;
    }
    let place = random.below(count);
    let name = entry_name(sources, list, place);
    sources.list(list).remove(place);
    Some(name)
}

/// Entries of a list that have a key.
fn with_key(sources: &mut Sources, list: &str, key: &str) -> Vec<usize> {
    let entries = sources.list(list).iter().enumerate();
    entries.filter(|(_, entry)| entry.get(key).is_some()).map(|(place, _)| place).collect()
}

/// Removes a key of an entry that has it.
fn remove_key(sources: &mut Sources, random: &mut Random, list: &str, key: &str) -> Option<String> {
    let places = with_key(sources, list, key);
    let place = random.pick(&places)?;
    sources.list(list)[place].as_table_mut()?.remove(key);
    Some(entry_name(sources, list, place))
}

/// Changes a key of an entry that has it.
fn set_key(sources: &mut Sources, random: &mut Random, (list, key): (&str, &str), value: Value) -> Option<String> {
    let places = with_key(sources, list, key);
    let place = random.pick(&places)?;
    let name = entry_name(sources, list, place);
    let before = sources.list(list)[place].as_table_mut()?.insert(key.into(), value.clone());
    (before != Some(value)).then_some(name)
}

/// Copies an entry of a list to its end, or in front of the last.
fn duplicate(sources: &mut Sources, random: &mut Random, list: &'static str) -> Option<String> {
    let count = sources.list(list).len().checked_sub(1)?;
    let place = random.below(count.max(1));
    let copy = sources.list(list)[place].clone();
    sources.list(list).insert(count, copy);
    Some(entry_name(sources, list, place))
}

/// Puts `new` in the place of the first `old` in a text of a language.
fn replaced(text: &str, old: &str, new: &str) -> String {
    text.replacen(old, new, 1)
}

/// Sets the words of an answer in every language.
fn label_everywhere(sources: &mut Sources, random: &mut Random, words: &str) -> Option<String> {
    let (fact, value) = answer(sources, random)?;
    for language in &mut sources.words {
        *language.label(&fact, &value)? = words.into();
    }
    Some(format!("{fact}/{value}"))
}

/// Writes something at the end of a paragraph of one language.
fn write_after(sources: &mut Sources, random: &mut Random, words: &str) -> Option<String> {
    let language = random.below(sources.words.len());
    let (section, block) = random.pick(&sources.words[language].blocks(is_paragraph))?;
    sources.words[language].sections[section].blocks[block].push_str(words);
    Some(format!("{} {section} {block}", sources.words[language].lang))
}

kinds! {
    // Remove.
    "remove a remedy" => |sources, random| remove(sources, random, "remedies");
    "remove a question" => |sources, random| remove(sources, random, "questions");
    "remove a fact" => |sources, random| {
        let (fact, _) = random.pick(&sources.facts())?;
        sources.flow["facts"].as_table_mut()?.remove(&fact);
        Some(fact)
    };
    "remove a value" => |sources, random| {
        let (fact, values) = random.pick(&sources.facts())?;
        let place = random.below(values.len());
        sources.flow["facts"][&fact]["values"].as_array_mut()?.remove(place);
        Some(format!("{fact}/{}", values[place]))
    };
    "remove the last remedy" => |sources, _| sources.list("remedies").pop().map(|_| "the last".into());
    "remove the support address" => |sources, _| sources.flow.remove("support").map(|_| "support".into());
    "remove an alternative of a remedy", because "those for whom it was may be helped by another remedy, and only its author knows which is the right one" => |sources, random| {
        let spots: Vec<_> = tests(sources, "remedies");
        let spots: Vec<_> = spots.into_iter().filter(|spot| alternatives(sources, spot).len() > 1).collect();
        let spot = random.pick(&spots)?;
        let name = name_of(sources, &spot);
        alternatives(sources, &spot).remove(spot.2);
        Some(name)
    };
    "remove a test of a remedy", because "those for whom it is now too may be helped by another remedy, and only its author knows which is the right one" => |sources, random| {
        let spots: Vec<_> = tests(sources, "remedies");
        let spots: Vec<_> = spots.into_iter().filter(|spot| alternative(sources, spot).len() > 1).collect();
        let spot = random.pick(&spots)?;
        let name = name_of(sources, &spot);
        alternative(sources, &spot).remove(&spot.3);
        Some(name)
    };
    "remove the condition of a remedy" => |sources, random| remove_key(sources, random, "remedies", "when");
    "remove the condition of a question" => |sources, random| remove_key(sources, random, "questions", "when");
    "remove an interruption" => |sources, random| remove_key(sources, random, "remedies", "interruption");
    "remove an action" => |sources, random| remove_key(sources, random, "remedies", "action");
    "remove the condition of a callout" => |sources, random| {
        let ids: Vec<String> = sources.flow.get("callouts")?.as_table()?.keys().cloned().collect();
        let id = random.pick(&ids)?;
        sources.flow["callouts"].as_table_mut()?.remove(&id);
        Some(id)
    };
    "remove all known messages" => |sources, _| sources.flow.remove("messages").map(|_| "messages".into());
    "remove known messages of a value" => |sources, random| remove(sources, random, "messages");
    "remove what a server may tell" => |sources, random| {
        let facts = sources.facts().into_iter().map(|(id, _)| id);
        let facts: Vec<String> = facts.filter(|fact| sources.flow["facts"][fact].get("server").is_some()).collect();
        let fact = random.pick(&facts)?;
        sources.flow["facts"][&fact].as_table_mut()?.remove("server");
        Some(fact)
    };
    "remove a section in one language" => |sources, random| {
        let language = random.below(sources.words.len());
        let words = &mut sources.words[language];
        let section = random.below(words.sections.len());
        Some(format!("{} {}", words.lang, words.sections.remove(section).id))
    };
    "remove a section in every language" => |sources, random| {
        let section = random.below(sources.words[0].sections.len());
        let id = sources.words[0].sections[section].id.clone();
        sources.words.iter_mut().for_each(|words| words.sections.retain(|section| section.id != id));
        Some(id)
    };
    "remove a section's text in every language" => |sources, random| {
        let section = random.below(sources.words[0].sections.len());
        everywhere(sources, (section, 0), |section, _| section.blocks.clear())
    };
    "remove a step in a translation" => |sources, random| in_translation(sources, random, has_many_steps, |text, random| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.remove(random.below(lines.len()));
        numbered(&lines)
    });
    "remove a box in a translation" => |sources, random| in_translation(sources, random, is_box, |_, _| String::new());
    "remove a paragraph in a translation" => |sources, random|
        in_translation(sources, random, is_paragraph, |_, _| String::new());
    "remove an item of a list in a translation" => |sources, random| in_translation(sources, random, is_list, |text, _| {
        text.lines().skip(1).collect::<Vec<_>>().join("\n")
    });
    "remove a link in a translation" => |sources, random| in_translation(sources, random, has_link_to_section, |text, _| {
        let (before, rest) = text.split_once("](#").unwrap();
        let (before, words) = before.rsplit_once('[').unwrap();
        let (_, after) = rest.split_once(')').unwrap();
        format!("{before}{words}{after}")
    });
    "remove bold in a translation" => |sources, random|
        in_translation(sources, random, has_bold, |text, _| text.replacen("**", "", 2));
    "remove code in a translation" => |sources, random|
        in_translation(sources, random, has_code, |text, _| text.replacen('`', "", 2));
    "remove an answer's words in one language" => |sources, random| {
        let (fact, value) = answer(sources, random)?;
        let language = random.below(sources.words.len());
        let words = &mut sources.words[language];
        words.table(&["questions", &fact, "answers"])?.remove(&value);
        Some(format!("{} {fact}/{value}", words.lang))
    };
    "remove an answer's hint in a translation" => |sources, random| {
        let language = translation(sources, random);
        let words = &mut sources.words[language];
        let mut hints = Vec::new();
        for (fact, values) in words.answers() {
            let has = |value: &String| words.front["questions"][&fact]["answers"][value].get("hint").is_some();
            hints.extend(values.iter().filter(|value| has(value)).map(|value| (fact.clone(), value.clone())));
        }
        let (fact, value) = random.pick(&hints)?;
        words.table(&["questions", &fact, "answers", &value])?.remove("hint");
        Some(format!("{} {fact}/{value}", words.lang))
    };
    "remove a question's hint in a translation" => |sources, random| {
        let language = translation(sources, random);
        let words = &mut sources.words[language];
        let facts = words.answers().into_iter().map(|(fact, _)| fact);
        let facts: Vec<_> = facts.filter(|fact| words.front["questions"][fact].get("hint").is_some()).collect();
        let fact = random.pick(&facts)?;
        words.table(&["questions", &fact])?.remove("hint");
        Some(format!("{} {fact}", words.lang))
    };
    "remove the sentences of a remedy", because "the last resort needs none" => |sources, random| {
        let words = &mut sources.words[0];
        let sections = words.front["sections"].as_table()?.iter();
        let sections: Vec<_> = sections.filter(|(_, words)| words.get("says").is_some()).map(|(id, _)| id.clone()).collect();
        let section = random.pick(&sections)?;
        words.table(&["sections", &section])?.remove("says");
        Some(section)
    };
    "remove the day of a source" => |sources, random| {
        let language = random.below(sources.words.len());
        let words = &mut sources.words[language];
        let sections = words.front["sections"].as_table()?.iter();
        let sections: Vec<_> = sections.filter(|(_, words)| words.get("checked").is_some()).map(|(id, _)| id.clone()).collect();
        let section = random.pick(&sections)?;
        words.table(&["sections", &section])?.remove("checked");
        Some(section)
    };
    "remove the support words in one language" => |sources, random| {
        let language = random.below(sources.words.len());
        let words = &mut sources.words[language];
        words.front.remove("support");
        Some(words.lang.clone())
    };

    // Swap.
    "swap the labels of two answers in a translation" => |sources, random| {
        let answers = two_answers(sources, random)?;
        let language = translation(sources, random);
        swap_labels(&mut sources.words[language], &answers)?;
        Some(format!("{} {answers:?}", sources.words[language].lang))
    };
    "swap two headings in a translation" => |sources, random| {
        let language = translation(sources, random);
        let words = &mut sources.words[language];
        let places: Vec<usize> = (0..words.sections.len()).collect();
        let (one, other) = random.two(&places)?;
        let heading = words.sections[one].heading.clone();
        words.sections[one].heading = std::mem::replace(&mut words.sections[other].heading, heading);
        Some(format!("{} {} {}", words.lang, words.sections[one].id, words.sections[other].id))
    };
    "swap two sections' ids in a translation" => |sources, random| {
        let language = translation(sources, random);
        let words = &mut sources.words[language];
        let places: Vec<usize> = (0..words.sections.len()).collect();
        let (one, other) = random.two(&places)?;
        let id = words.sections[one].id.clone();
        words.sections[one].id = std::mem::replace(&mut words.sections[other].id, id);
        Some(format!("{} {} {}", words.lang, words.sections[one].id, words.sections[other].id))
    };
    "swap two questions' words in a translation" => |sources, random| {
        let language = translation(sources, random);
        let words = &mut sources.words[language];
        let facts: Vec<_> = words.answers().into_iter().map(|(fact, _)| fact).collect();
        let (one, other) = random.two(&facts)?;
        let (first, second) = (words.front["questions"][&one]["prompt"].clone(), words.front["questions"][&other]["prompt"].clone());
        words.table(&["questions", &one])?.insert("prompt".into(), second);
        words.table(&["questions", &other])?.insert("prompt".into(), first);
        Some(format!("{} {one} {other}", words.lang))
    };
    "swap two steps in a translation" => |sources, random| in_translation(sources, random, has_many_steps, |text, random| {
        let mut lines: Vec<&str> = text.lines().collect();
        let places: Vec<usize> = (0..lines.len()).collect();
        let (one, other) = random.two(&places).unwrap();
        lines.swap(one, other);
        numbered(&lines)
    });
    "swap two remedies", because "which of two comes first that both fit is the author's to say; `paths --check` shows what it changes" => |sources, random| {
        let places: Vec<usize> = (0..sources.list("remedies").len() - 1).collect();
        let (one, other) = random.two(&places)?;
        let name = format!("{} {}", entry_name(sources, "remedies", one), entry_name(sources, "remedies", other));
        sources.list("remedies").swap(one, other);
        Some(name)
    };
    "swap the conditions of two remedies", because "what a condition stands for only words say, where neither is alone and of a remedy's name" => |sources, random| {
        let places = with_key(sources, "remedies", "when");
        let (one, other) = random.two(&places)?;
        let name = format!("{} {}", entry_name(sources, "remedies", one), entry_name(sources, "remedies", other));
        let remedies = sources.list("remedies");
        let (first, second) = (remedies[one]["when"].clone(), remedies[other]["when"].clone());
        (remedies[one]["when"], remedies[other]["when"]) = (second, first);
        Some(name)
    };
    "swap the conditions of two callouts", because "what a box is for only its words say" => |sources, random| {
        let ids: Vec<String> = sources.flow.get("callouts")?.as_table()?.keys().cloned().collect();
        let (one, other) = random.two(&ids)?;
        let callouts = &mut sources.flow["callouts"];
        let (first, second) = (callouts[&one].clone(), callouts[&other].clone());
        if first == second {
            return None;
        }
        (callouts[&one], callouts[&other]) = (second, first);
        Some(format!("{one} {other}"))
    };

    // Move.
    "move a warning behind the steps" => |sources, random| {
        let places = sources.words[0].blocks(is_warning);
        let has_steps = |(section, block): &(usize, usize)| {
            sources.words[0].sections[*section].blocks.iter().skip(*block).any(|block| is_steps(block))
        };
        let places: Vec<_> = places.into_iter().filter(has_steps).collect();
        let place = random.pick(&places)?;
        everywhere(sources, place, |section, block| {
            let warning = section.blocks.remove(block);
            section.blocks.push(warning);
        })
    };
    "move the last remedy to the front" => |sources, _| {
        let last = sources.list("remedies").pop()?;
        sources.list("remedies").insert(0, last);
        Some("the last".into())
    };
    "move a warning to another section in a translation" => |sources, random| {
        let language = translation(sources, random);
        let words = &mut sources.words[language];
        let (section, block) = random.pick(&words.blocks(is_warning))?;
        let warning = words.sections[section].blocks.remove(block);
        let other = (section + 1 + random.below(words.sections.len() - 1)) % words.sections.len();
        words.sections[other].blocks.insert(0, warning);
        Some(format!("{} {} {}", words.lang, words.sections[section].id, words.sections[other].id))
    };
    "move a step to another section in a translation" => |sources, random| {
        let language = translation(sources, random);
        let words = &mut sources.words[language];
        let ((section, block), (other, there)) = random.two(&words.blocks(has_many_steps))?;
        let text = words.sections[section].blocks[block].clone();
        let (step, rest) = text.split_once('\n')?;
        words.sections[section].blocks[block] = numbered(&rest.lines().collect::<Vec<_>>());
        let target = &mut words.sections[other].blocks[there];
        *target = numbered(&target.lines().chain([step]).collect::<Vec<_>>());
        Some(format!("{} {} {}", words.lang, words.sections[section].id, words.sections[other].id))
    };
    "move an action to another remedy" => |sources, random| {
        let places = with_key(sources, "remedies", "action");
        let place = random.pick(&places)?;
        let without: Vec<usize> = (0..sources.list("remedies").len()).filter(|place| !places.contains(place)).collect();
        let other = random.pick(&without)?;
        let action = sources.list("remedies")[place].as_table_mut()?.remove("action")?;
        sources.list("remedies")[other].as_table_mut()?.insert("action".into(), action);
        Some(entry_name(sources, "remedies", place))
    };
    "move an interruption to another remedy" => |sources, random| {
        let places = with_key(sources, "remedies", "interruption");
        let place = random.pick(&places)?;
        let without: Vec<usize> = (0..sources.list("remedies").len()).filter(|place| !places.contains(place)).collect();
        let other = random.pick(&without)?;
        let fact = sources.list("remedies")[place].as_table_mut()?.remove("interruption")?;
        sources.list("remedies")[other].as_table_mut()?.insert("interruption".into(), fact);
        Some(entry_name(sources, "remedies", place))
    };

    // Retarget.
    "test another value in a remedy", because "where the value before leads elsewhere too, only words say which is the right one" => |sources, random| retarget(sources, random, "remedies");
    "test another value in a question" => |sources, random| retarget(sources, random, "questions");
    "test another fact in a remedy", because "where the value before leads elsewhere too, only words say which is the right one" => |sources, random| {
        let spots = tests(sources, "remedies");
        let spot = random.pick(&spots)?;
        let facts: Vec<_> = sources.facts().into_iter().filter(|(fact, _)| *fact != spot.3).collect();
        let (fact, values) = random.pick(&facts)?;
        let name = name_of(sources, &spot);
        let table = alternative(sources, &spot);
        table.remove(&spot.3);
        table.insert(fact.clone(), random.pick(&values)?.into());
        Some(format!("{name} {fact}"))
    };
    "test another value in a callout", because "what a box is for only its words say" => |sources, random| {
        let ids: Vec<String> = sources.flow.get("callouts")?.as_table()?.keys().cloned().collect();
        let id = random.pick(&ids)?;
        let (fact, before) = {
            let alternative = sources.flow["callouts"][&id]["when"][0].as_table()?;
            let (fact, value) = alternative.iter().next()?;
            (fact.clone(), value.clone())
        };
        let value = another_value(sources, random, &fact, &before)?;
        sources.flow["callouts"][&id]["when"][0].as_table_mut()?.insert(fact, value.clone().into());
        Some(format!("{id} {value}"))
    };
    "let a message tell another value" => |sources, random| {
        let places = with_key(sources, "messages", "facts");
        let place = random.pick(&places)?;
        let (fact, before) = {
            let facts = sources.list("messages")[place]["facts"].as_table()?;
            let (fact, value) = facts.iter().next()?;
            (fact.clone(), value.clone())
        };
        let value = another_value(sources, random, &fact, &before)?;
        sources.list("messages")[place]["facts"].as_table_mut()?.insert(fact, value.clone().into());
        Some(format!("{place} {value}"))
    };
    "put another question before a remedy" => |sources, random| {
        let asked: Vec<String> =
            sources.list("questions").iter().map(|question| question["fact"].as_str().unwrap().into()).collect();
        let fact = random.pick(&asked)?;
        set_key(sources, random, ("remedies", "interruption"), fact.into())
    };
    "ask a choice as a message" => |sources, random| {
        let places: Vec<usize> = (0..sources.list("questions").len()).collect();
        let messages = with_key(sources, "questions", "kind");
        let places: Vec<usize> = places.into_iter().filter(|place| !messages.contains(place)).collect();
        let place = random.pick(&places)?;
        sources.list("questions")[place].as_table_mut()?.insert("kind".into(), "message".into());
        Some(entry_name(sources, "questions", place))
    };
    "ask a choice as an address" => |sources, random| {
        let places: Vec<usize> = (0..sources.list("questions").len()).collect();
        let messages = with_key(sources, "questions", "kind");
        let places: Vec<usize> = places.into_iter().filter(|place| !messages.contains(place)).collect();
        let place = random.pick(&places)?;
        sources.list("questions")[place].as_table_mut()?.insert("kind".into(), "email".into());
        Some(entry_name(sources, "questions", place))
    };
    "ask a message as a choice" => |sources, random| remove_key(sources, random, "questions", "kind");
    "lead a link to another section in a translation" => |sources, random| {
        let ids: Vec<String> = sources.words[0].sections.iter().map(|section| section.id.clone()).collect();
        in_translation(sources, random, has_link_to_section, |text, random| {
            let (before, rest) = text.split_once("](#").unwrap();
            let (id, after) = rest.split_once(')').unwrap();
            let other = random.pick(&ids).filter(|other| other != id).unwrap_or_else(|| id.into());
            format!("{before}](#{other}){after}")
        })
    };
    "lead a link to another host in a translation" => |sources, random|
        in_translation(sources, random, has_link_away, |text, _| replaced(text, "](https://", "](https://my."));
    "lead a link to nowhere" => |sources, random| {
        let place = a_block(sources, random, has_link_to_section)?;
        everywhere(sources, place, |section, block| {
            section.blocks[block] = replaced(&section.blocks[block], "](#", "](#no-");
        })
    };
    "lead a link to where it stands" => |sources, random| {
        let place = a_block(sources, random, has_link_to_section)?;
        everywhere(sources, place, |section, block| {
            let (before, rest) = section.blocks[block].split_once("](#").unwrap();
            let (_, after) = rest.split_once(')').unwrap();
            section.blocks[block] = format!("{before}](#{}){after}", section.id);
        })
    };
    "lead an action to a host that looks alike" => |sources, random| {
        let places = with_key(sources, "remedies", "action");
        let place = random.pick(&places)?;
        let action = sources.list("remedies")[place]["action"].as_str()?.to_owned();
        // The Cyrillic letter.
        let alike = action.replacen('e', "\u{435}", 1);
        sources.list("remedies")[place].as_table_mut()?.insert("action".into(), alike.into());
        Some(action)
    };
    "slip in the host of an action" => |sources, random| {
        let places = with_key(sources, "remedies", "action");
        let place = random.pick(&places)?;
        let action = sources.list("remedies")[place]["action"].as_str()?.to_owned();
        let (scheme, rest) = action.split_once("://")?;
        let letters: Vec<usize> = (1..rest.find(['.', '/'])?.saturating_sub(1)).collect();
        let letter = random.pick(&letters)?;
        let slipped = format!("{}{}", &rest[..letter], &rest[letter + 1..]);
        sources.list("remedies")[place].as_table_mut()?.insert("action".into(), format!("{scheme}://{slipped}").into());
        Some(slipped)
    };
    "hand the last resort to nobody" => |sources, _| {
        sources.list("remedies").last_mut()?.as_table_mut()?.insert("handoff".into(), "none".into());
        Some("the last".into())
    };

    // Renumber.
    "change a number in a translation" => |sources, random| in_translation(sources, random, has_number, |text, _| {
        let place = number_in(text).unwrap();
        format!("{}{}{}", &text[..place.start], "73", &text[place.end..])
    });
    "count steps from two" => |sources, random| {
        let place = a_block(sources, random, is_steps)?;
        everywhere(sources, place, |section, block| {
            section.blocks[block] = replaced(&section.blocks[block], "1. ", "2. ");
        })
    };
    "weigh nothing" => |sources, random| set_key(sources, random, ("remedies", "weight"), 0.into());
    "weigh less than nothing" => |sources, random| set_key(sources, random, ("remedies", "weight"), (-3).into());
    "check a source long ago" => |sources, random| {
        let language = random.below(sources.words.len());
        let words = &mut sources.words[language];
        let sections = words.front["sections"].as_table()?.iter();
        let sections: Vec<_> = sections.filter(|(_, words)| words.get("checked").is_some()).map(|(id, _)| id.clone()).collect();
        let section = random.pick(&sections)?;
        words.table(&["sections", &section])?.insert("checked".into(), "2019-03-01".parse::<toml::value::Datetime>().unwrap().into());
        Some(section)
    };

    // Blank.
    "blank an answer" => |sources, random| label_everywhere(sources, random, " ");
    "an answer that can't be seen" => |sources, random| label_everywhere(sources, random, "\u{200b}\u{200e}");
    "blank a question" => |sources, random| {
        let (fact, _) = random.pick(&sources.words[0].answers())?;
        let language = random.below(sources.words.len());
        sources.words[language].table(&["questions", &fact])?.insert("prompt".into(), "".into());
        Some(fact)
    };
    "blank a heading" => |sources, random| {
        let language = random.below(sources.words.len());
        let section = random.below(sources.words[language].sections.len());
        sources.words[language].sections[section].heading.clear();
        Some(format!("{language} {section}"))
    };
    "blank a step" => |sources, random| {
        let place = a_block(sources, random, is_steps)?;
        everywhere(sources, place, |section, block| section.blocks[block].push_str("\n9. "))
    };
    "blank a warning" => |sources, random| {
        let place = a_block(sources, random, is_warning)?;
        everywhere(sources, place, |section, block| {
            section.blocks[block] = section.blocks[block].lines().next().unwrap().into();
        })
    };
    "blank a message" => |sources, random| {
        let places = with_key(sources, "messages", "texts");
        let place = random.pick(&places)?;
        sources.list("messages")[place]["texts"].as_array_mut()?.push("…".into());
        Some(format!("{place}"))
    };
    "blank a component" => |sources, _| {
        let components = sources.flow.entry("components").or_insert_with(|| Value::Array(Vec::new()));
        components.as_array_mut()?.push(" ".into());
        Some("components".into())
    };

    // Shadow, narrow, widen.
    "copy a condition to an earlier remedy" => |sources, random| {
        let places = with_key(sources, "remedies", "when");
        let (one, other) = random.two(&places)?;
        let (earlier, later) = (one.min(other), one.max(other));
        let name = format!("{} {}", entry_name(sources, "remedies", earlier), entry_name(sources, "remedies", later));
        let when = sources.list("remedies")[later]["when"].as_array()?.clone();
        sources.list("remedies")[earlier]["when"].as_array_mut()?.extend(when);
        Some(name)
    };
    "widen a test to every value" => |sources, random| {
        let spots = tests(sources, "remedies");
        let spot = random.pick(&spots)?;
        let (_, values) = sources.facts().into_iter().find(|(fact, _)| *fact == spot.3)?;
        let name = name_of(sources, &spot);
        let values: Vec<Value> = values.into_iter().map(Value::String).collect();
        alternative(sources, &spot).insert(spot.3.clone(), values.into());
        Some(name)
    };
    "narrow an alternative by another fact" => |sources, random| {
        let spots = tests(sources, "remedies");
        let spot = random.pick(&spots)?;
        let there: Vec<String> = alternative(sources, &spot).keys().cloned().collect();
        let facts: Vec<_> = sources.facts().into_iter().filter(|(fact, _)| !there.contains(fact)).collect();
        let (fact, values) = random.pick(&facts)?;
        let name = name_of(sources, &spot);
        alternative(sources, &spot).insert(fact.clone(), random.pick(&values)?.into());
        Some(format!("{name} and {fact}"))
    };
    "narrow a question by another fact" => |sources, random| {
        let spots = tests(sources, "questions");
        let spot = random.pick(&spots)?;
        let there: Vec<String> = alternative(sources, &spot).keys().cloned().collect();
        let facts: Vec<_> = sources.facts().into_iter().filter(|(fact, _)| !there.contains(fact)).collect();
        let (fact, values) = random.pick(&facts)?;
        let name = name_of(sources, &spot);
        alternative(sources, &spot).insert(fact.clone(), random.pick(&values)?.into());
        Some(format!("{name} and {fact}"))
    };

    // Duplicate.
    "the same remedy twice" => |sources, random| duplicate(sources, random, "remedies");
    "the same question twice" => |sources, random| duplicate(sources, random, "questions");
    "the same message twice" => |sources, random| duplicate(sources, random, "messages");
    "a message for two things" => |sources, random| {
        let places = with_key(sources, "messages", "texts");
        let (one, other) = random.two(&places)?;
        let texts = sources.list("messages")[one]["texts"].as_array()?.clone();
        sources.list("messages")[other]["texts"].as_array_mut()?.extend(texts);
        let messages = sources.list("messages");
        (messages[one]["facts"] != messages[other]["facts"]).then(|| format!("{one} {other}"))
    };
    "the same value twice" => |sources, random| {
        let (fact, values) = random.pick(&sources.facts())?;
        let value = random.pick(&values)?;
        sources.flow["facts"][&fact]["values"].as_array_mut()?.push(value.clone().into());
        Some(format!("{fact}/{value}"))
    };
    "a value more" => |sources, random| {
        let (fact, _) = random.pick(&sources.facts())?;
        sources.flow["facts"][&fact]["values"].as_array_mut()?.push("more".into());
        Some(fact)
    };
    "two answers with the same words" => |sources, random| {
        let (fact, one, other) = two_answers(sources, random)?;
        for words in &mut sources.words {
            let label = words.label(&fact, &one)?.clone();
            *words.label(&fact, &other)? = label;
        }
        Some(format!("{fact} {one} {other}"))
    };
    "two questions with the same words" => |sources, random| {
        let facts: Vec<_> = sources.words[0].answers().into_iter().map(|(fact, _)| fact).collect();
        let (one, other) = random.two(&facts)?;
        for words in &mut sources.words {
            let prompt = words.front["questions"][&one]["prompt"].clone();
            words.table(&["questions", &other])?.insert("prompt".into(), prompt);
        }
        Some(format!("{one} {other}"))
    };
    "two headings with the same words" => |sources, random| {
        let places: Vec<usize> = (0..sources.words[0].sections.len()).collect();
        let (one, other) = random.two(&places)?;
        for words in &mut sources.words {
            words.sections[one].heading = words.sections[other].heading.clone();
        }
        Some(format!("{one} {other}"))
    };
    "the same section twice" => |sources, random| {
        let section = random.below(sources.words[0].sections.len());
        for words in &mut sources.words {
            let copy = words.sections[section].clone();
            words.sections.push(copy);
        }
        Some(format!("{section}"))
    };
    "the same step twice" => |sources, random| {
        let place = a_block(sources, random, is_steps)?;
        everywhere(sources, place, |section, block| {
            let first = section.blocks[block].lines().next().unwrap().to_owned();
            let lines: Vec<&str> = [first.as_str()].into_iter().chain(section.blocks[block].lines()).collect();
            section.blocks[block] = numbered(&lines);
        })
    };
    "the same paragraph twice" => |sources, random| {
        let place = a_block(sources, random, is_paragraph)?;
        everywhere(sources, place, |section, block| {
            let copy = section.blocks[block].clone();
            section.blocks.push(copy);
        })
    };
    "a sentence that leads to two remedies" => |sources, random| {
        let words = &mut sources.words[0];
        let sections = words.front["sections"].as_table()?.iter();
        let sections: Vec<_> = sections.filter(|(_, words)| words.get("says").is_some()).map(|(id, _)| id.clone()).collect();
        let (one, other) = random.two(&sections)?;
        let said = words.front["sections"][&one]["says"][0].clone();
        words.front["sections"][&other]["says"].as_array_mut()?.push(said);
        Some(format!("{one} {other}"))
    };

    // Translate badly.
    "leave a section in English" => |sources, random| {
        let language = translation(sources, random);
        let section = random.below(sources.words[language].sections.len());
        let english = sources.words[0].sections.iter().find(|english| english.id == sources.words[language].sections[section].id)?.clone();
        sources.words[language].sections[section] = english;
        Some(format!("{language} {section}"))
    };
    "leave all sections in English" => |sources, random| {
        let language = translation(sources, random);
        sources.words[language].sections = sources.words[0].sections.clone();
        Some(format!("{language}"))
    };
    "leave a section's text in English" => |sources, random| {
        let language = translation(sources, random);
        let section = random.below(sources.words[language].sections.len());
        let english = sources.words[0].sections.iter().find(|english| english.id == sources.words[language].sections[section].id)?.clone();
        sources.words[language].sections[section].blocks = english.blocks;
        Some(format!("{language} {section}"))
    };
    "leave an answer in English" => |sources, random| {
        let (fact, value) = answer(sources, random)?;
        let english = sources.words[0].label(&fact, &value)?.clone();
        if english.split_whitespace().count() < 3 {
            return None;
        }
        let language = translation(sources, random);
        *sources.words[language].label(&fact, &value)? = english;
        Some(format!("{language} {fact}/{value}"))
    };
    "leave a question in English" => |sources, random| {
        let (fact, _) = random.pick(&sources.words[0].answers())?;
        let english = sources.words[0].front["questions"][&fact]["prompt"].clone();
        let language = translation(sources, random);
        sources.words[language].table(&["questions", &fact])?.insert("prompt".into(), english);
        Some(format!("{language} {fact}"))
    };
    "leave a block in English" => |sources, random| {
        let (section, block) = a_block(sources, random, |block| block.split_whitespace().count() > 6)?;
        let language = translation(sources, random);
        let english = sources.words[0].sections[section].clone();
        let words = &mut sources.words[language];
        let translated = words.sections.iter_mut().find(|section| section.id == english.id)?;
        translated.blocks[block] = english.blocks[block].clone();
        Some(format!("{language} {} {block}", english.id))
    };
    "another kind of box in a translation" => |sources, random|
        in_translation(sources, random, is_warning, |text, _| replaced(text, "[!WARNING]", "[!TIP]"));
    "a list for steps in a translation" => |sources, random| in_translation(sources, random, is_steps, |text, _| {
        let items = text.lines().map(|line| line.split_once(". ").map_or(line, |(_, item)| item));
        items.map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
    });
    "other code in a translation" => |sources, random|
        in_translation(sources, random, has_code, |text, _| text.replacen('`', "`x", 1));
    "the id of another box in a translation" => |sources, random|
        in_translation(sources, random, |block| block.starts_with("> [!") && block.contains("{#"), |text, _| replaced(text, "{#", "{#my-"));
    "a paragraph made two in a translation" => |sources, random|
        in_translation(sources, random, |block| is_paragraph(block) && block.contains(". "), |text, _| text.replacen(". ", ".\n\n", 1));

    // Forget the translations.
    "change a block of the original alone" => |sources, random| {
        let (section, block) = a_block(sources, random, is_paragraph)?;
        sources.words[0].sections[section].blocks[block].push_str(" Or so.");
        Some(format!("{section} {block}"))
    };
    "change a warning of the original alone" => |sources, random| {
        let (section, block) = a_block(sources, random, is_warning)?;
        sources.words[0].sections[section].blocks[block].push_str(" Or so.");
        Some(format!("{section} {block}"))
    };
    "change an answer of the original alone" => |sources, random| {
        let (fact, value) = answer(sources, random)?;
        sources.words[0].label(&fact, &value)?.push_str(" now");
        Some(format!("{fact}/{value}"))
    };
    // Spoil.
    "unfinished" => |sources, random| write_after(sources, random, " TODO: ask the team.");
    "a placeholder left" => |sources, random| write_after(sources, random, " [Name of your service]");
    "a direction turned" => |sources, random| write_after(sources, random, " \u{202e}txt");
    "a mark of another dialect" => |sources, random| write_after(sources, random, "\n:::");
    "a template's braces" => |sources, random| write_after(sources, random, " {{ site.name }}");
    "raw HTML" => |sources, random| write_after(sources, random, " <b>now</b>");
    "an image" => |sources, random| write_after(sources, random, " ![a](https://a.example/a.png)");
    "a script in a link" => |sources, random| write_after(sources, random, " [here](javascript:alert(1))");
    "a long answer" => |sources, random| label_everywhere(sources, random, &"much too long ".repeat(20));
    "an answer of the author's that is not sure" => |sources, random| {
        let (fact, value) = answer(sources, random)?;
        *sources.words[0].label(&fact, &value)? = "I’m not sure".into();
        Some(format!("{fact}/{value}"))
    };
    "a message of one letter" => |sources, random| {
        let places = with_key(sources, "messages", "texts");
        let place = random.pick(&places)?;
        sources.list("messages")[place]["texts"].as_array_mut()?.push("e".into());
        Some(format!("{place}"))
    };
    "a message of everyday words" => |sources, random| {
        let places = with_key(sources, "messages", "texts");
        let place = random.pick(&places)?;
        sources.list("messages")[place]["texts"].as_array_mut()?.push("the".into());
        Some(format!("{place}"))
    };
    "a slip in a fact's name" => |sources, random| {
        let spots = tests(sources, "remedies");
        let spot = random.pick(&spots)?;
        let name = name_of(sources, &spot);
        let value = alternative(sources, &spot).remove(&spot.3)?;
        alternative(sources, &spot).insert(format!("{}x", spot.3), value);
        Some(name)
    };
    "a slip in a key" => |sources, random| {
        let count = sources.list("remedies").len();
        let place = random.below(count);
        sources.list("remedies")[place].as_table_mut()?.insert("wehn".into(), "x".into());
        Some(entry_name(sources, "remedies", place))
    };
    "a slip in the id of a section" => |sources, random| {
        let count = sources.list("remedies").len();
        let place = random.below(count);
        let name = entry_name(sources, "remedies", place);
        sources.list("remedies")[place].as_table_mut()?.insert("section".into(), format!("{name}s").into());
        Some(name)
    };
    "an id with a character that can't be seen" => |sources, random| {
        let (fact, values) = random.pick(&sources.facts())?;
        let value = random.pick(&values)?;
        let list = sources.flow["facts"][&fact]["values"].as_array_mut()?;
        let place = list.iter().position(|other| other.as_str() == Some(&value))?;
        list[place] = format!("{value}\u{200b}").into();
        Some(format!("{fact}/{value}"))
    };
    "broken TOML" => |sources, random| {
        let language = random.below(sources.words.len());
        sources.spoiled = Some((language, "title = ".into(), "title == ".into()));
        Some(format!("{language}"))
    };
    "front matter that does not end" => |sources, random| {
        let language = random.below(sources.words.len());
        sources.spoiled = Some((language, "\n+++\n".into(), "\n".into()));
        Some(format!("{language}"))
    };
    "a second value in an answer's place", because "those for whom it is now too may be helped by a later remedy, and only its author knows which is the right one" => |sources, random| {
        let spots = tests(sources, "remedies");
        let spot = random.pick(&spots)?;
        let before = alternative(sources, &spot)[&spot.3].clone();
        let value = another_value(sources, random, &spot.3, &before)?;
        let name = name_of(sources, &spot);
        let mut values = match before {
            Value::Array(values) => values,
            one => vec![one],
        };
        values.push(value.clone().into());
        alternative(sources, &spot).insert(spot.3.clone(), values.into());
        Some(format!("{name} or {value}"))
    };
}

/// Steps, counted anew.
fn numbered(steps: &[&str]) -> String {
    let item = |step: &str| step.split_once(". ").map_or(step, |(_, item)| item).to_owned();
    let steps = steps.iter().enumerate().map(|(place, step)| format!("{}. {}", place + 1, item(step)));
    steps.collect::<Vec<_>>().join("\n")
}
