//! The short forms of those faults that want a program, a disk or a clock spoiled from outside: each is its own command with `--quick`, so that
//! the suite tries the very thing whose figures stand in `bench/faults/README.md`. What could not be tried has not passed.

use std::process::Command;

fn holds(fault: &str) {
    let ran = Command::new(env!("CARGO_BIN_EXE_faults")).args([fault, "--quick"]).output().expect("the faults are built beside this test");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn r1_acts_by_chance_come_out_as_the_model_says() {
    holds("R1");
}

#[test]
fn r3_what_was_acknowledged_survives_the_loss_of_what_was_not_flushed() {
    holds("R3");
}

#[test]
fn r5_a_disk_that_refuses_to_flush_gets_no_false_promise() {
    holds("R5");
}

#[test]
fn r6_order_stands_and_sessions_end_when_the_clock_jumps() {
    holds("R6");
}

#[test]
fn r7_long_pages_for_many_stay_within_little_memory() {
    holds("R7");
}

#[test]
fn r11_what_is_sent_over_a_bad_wire_is_stored_once() {
    holds("R11");
}

#[test]
fn r13_everybody_comes_back_after_a_kill() {
    holds("R13");
}

#[test]
fn r19_an_update_killed_again_and_again_ends_whole() {
    holds("R19");
}

#[test]
fn r20_files_that_mean_harm_are_taken_or_refused() {
    holds("R20");
}

#[test]
fn r21_spoiled_texts_never_panic_their_readers() {
    holds("R21");
}

#[test]
fn r24_both_databases_answer_the_same() {
    holds("R24");
}
