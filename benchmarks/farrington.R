# The peer of `python -m benchmarks outbreaks`: farringtonFlexible of R's surveillance package.
# Reads a series a line, writes expected counts and dispersions of the test weeks; prints CPU seconds.
suppressMessages(library(surveillance))
asked <- commandArgs(TRUE)
series <- as.matrix(read.csv(asked[1], header = FALSE))
control <- list(
  range = as.integer(asked[3]):ncol(series), b = 5, w = 3, noPeriods = 10, trend = TRUE,
  pThresholdTrend = 1, pastWeeksNotIncluded = 26, reweight = TRUE, weightsThreshold = 2.58,
  thresholdMethod = "nbPlugin", alpha = 0.01, glmWarnings = FALSE
)
told <- file(asked[2], "w")
began <- proc.time()[["user.self"]]
for (row in seq_len(nrow(series))) {
  one <- sts(series[row, ], start = c(2000, 1), frequency = 52)
  done <- suppressWarnings(farringtonFlexible(one, control))@control
  cat(c(done$mu0Vector, done$phiVector), file = told, sep = ",")
  cat("\n", file = told)
}
close(told)
cat(proc.time()[["user.self"]] - began, "\n")
