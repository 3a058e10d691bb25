import assert from "node:assert/strict"
import { test } from "node:test"
import { needed, sentence, shown, signTest, verdict, wilson } from "../../overrides/assets/js/live/power.js"

const near = (a, b, within = 1e-9) => assert.ok(Math.abs(a - b) < within, `${a} is not ${b}`)

test("the sign test gives the textbook values", () => {
  near(signTest(5, 0), 0.0625)
  near(signTest(6, 0), 0.03125)
  near(signTest(8, 1), 0.0390625)
  near(signTest(3, 3), 1)
  assert.equal(signTest(0, 0), 1)
})

test("six prompts all one way are the fewest that rule out chance between two models, more among more", () => {
  assert.equal(needed(1), 6)
  assert.equal(needed(3), 7)
  assert.equal(needed(15), 10)
})

test("no split with a smaller lead than the fewest is ever significant", () => {
  for (let losses = 0; losses < 40; losses++) for (let lead = 0; lead < needed(1); lead++) assert.ok(!shown(losses + lead, losses, 1))
})

test("Wilson's interval stays within 0 and 100 and holds the textbook case", () => {
  const [low, high] = wilson(9, 12)
  near(low, 46.77, 0.01)
  near(high, 91.11, 0.01)
  near(wilson(0, 7)[0], 0)
  near(wilson(7, 7)[1], 100)
})

test("what can be shown is said for the set-up at hand", () => {
  assert.equal(sentence(0, 2, 1).head, "No prompts yet.")
  assert.equal(sentence(5, 2, 0).head, "Nothing is judged.")
  assert.equal(sentence(1, 1, 1).head, "1 prompt and one model.")
  assert.equal(sentence(5, 2, 1).head, "5 prompts cannot tell two models apart.")
  assert.equal(sentence(6, 3, 1).head, "6 prompts cannot tell these models apart.")
  const some = sentence(12, 2, 1)
  assert.equal(some.head, "12 prompts can only show large gaps.")
  assert.match(some.text, /at least 6 prompts .* ruled out at 95 %\. So no gap below 50 points/)
  assert.match(sentence(12, 3, 1).text, /at least 7 prompts .* at 95 % for all 3 pairs together/)
})

const of = (name, ...right) => ({ name, right: right.map(hit => hit === "-" ? null : hit === "+" || hit === 1) })

test("a difference is called more than chance only where it is", () => {
  const a = of("A", 1, 1, 1, 1, 1, 1), b = of("B", 0, 0, 0, 0, 0, 0)
  assert.deepEqual(verdict([a, b]), { head: "More than chance.", text: "A alone was right on 6 prompts, B alone on 0." })
  assert.equal(verdict([of("A", 1, 1, 1, 1, 1), of("B", 0, 0, 0, 0, 0)]).head, "No difference is shown.")
  assert.equal(verdict([a, b, of("C", 1, 1, 1, 1, 1, 1)]).head, "No difference is shown.") // three pairs ask for seven
})

test("only prompts that both answered are compared, and models without answers not at all", () => {
  assert.equal(verdict([of("A", 1, "-"), of("B", "-", 1)]).head, "")
  assert.equal(verdict([of("A", "-", "-"), of("B", 1, 1)]).head, "")
  assert.equal(verdict([of("A", 1, 0), of("B", 0, 1)]).text, "Each was right as often as the other.")
})
